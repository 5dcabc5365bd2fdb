import { useTranslation } from 'react-i18next';

/** How times and lengths are written, in the browser's zone. */
export function useFormats() {
  const { t, i18n } = useTranslation();
  const whole = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  return {
    dateTime: (time?: string | null) => (time ? whole.format(new Date(time)) : ''),
    time: (time?: string | null) => (time ? clock.format(new Date(time)) : ''),
    number: (value: number) => number.format(value),
    percent: (part: number) => share.format(part),
    /** `75` is 1:15. */
    length: (seconds?: number | null) =>
      seconds === null || seconds === undefined ? '' : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
    /** A word of the server's: what nobody has named here is shown as it is. */
    word: (family: string, word?: string | null) => (word ? t(`${family}.${word}`, { defaultValue: word }) : ''),
  };
}
