import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import ru from './ru.json';

const remembered = 'callcontrol.language';

export const languages = ['ru', 'en'] as const;

export type Language = (typeof languages)[number];

export function choose(language: Language): void {
  localStorage.setItem(remembered, language);
  void i18next.changeLanguage(language);
}

function first(): Language {
  const chosen = localStorage.getItem(remembered);
  return languages.find((language) => language === chosen) ?? (navigator.language.startsWith('ru') ? 'ru' : 'en');
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

void i18next.use(initReactI18next).init({
  resources: { ru: { translation: ru }, en: { translation: en } },
  lng: first(),
  fallbackLng: 'en',
  // Keys are flat and have dots in them; React escapes what it shows.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});
