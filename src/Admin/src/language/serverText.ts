import patterns from './server.ru.json';

const translations = Object.entries(patterns).map(([english, russian]) => [new RegExp(`^${english}$`, 's'), russian] as const);

/** The server speaks English. What it says in Russian; as it is when nobody has translated it. */
export function serverText(text: string, language: string): string {
  if (language !== 'ru') return text;
  const found = translations.find(([english]) => english.test(text));
  return found ? text.replace(found[0], found[1]) : text;
}
