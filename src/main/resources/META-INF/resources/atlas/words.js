// The page's own words, from one file per language.

/** The languages that there is a file for, English first. */
const LANGUAGES = ['en', 'ar'];

/** Scripts that run from right to left. */
const RIGHT_TO_LEFT = ['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'];

/**
 * @param {string} language BCP 47; English where there is no file
 * @returns {Promise<(key: string, values?: object) => string>}
 */
export async function loadWords(language) {
    const wanted = language.split('-')[0].toLowerCase();
    const chosen = LANGUAGES.includes(wanted) ? wanted : 'en';
    const [english, own] = await Promise.all([file('en'), chosen === 'en' ? {} : file(chosen)]);
    const texts = { ...english, ...own };
    const plural = new Intl.PluralRules(chosen);
    return (key, values = {}) => {
        const text = texts[key];
        const form = typeof text === 'object' ? (text[plural.select(values.n)] ?? text.other) : text;
        return (form ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    };
}

export function direction(language) {
    return RIGHT_TO_LEFT.includes(language.split('-')[0].toLowerCase()) ? 'rtl' : 'ltr';
}

async function file(language) {
    return (await fetch(`words/${language}.json`)).json();
}
