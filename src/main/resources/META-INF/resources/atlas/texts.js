// Dates and numbers in the reader's language.

import { element } from './elements.js';

/** A date as exactly as it is known: 1979, 1979-12 or 1979-12-24. */
export function date(value, language) {
    if (!value) {
        return null;
    }
    const [year, month, day] = value.split('-').map(Number);
    const moment = new Date(Date.UTC(2000, (month ?? 1) - 1, day ?? 1));
    moment.setUTCFullYear(year);
    return element('time', { datetime: value }, form(language, Boolean(month), Boolean(day)).format(moment));
}

const forms = new Map();

/** Making one takes longer than using it a hundred times. */
function form(language, hasMonth, hasDay) {
    const key = `${language} ${hasMonth} ${hasDay}`;
    if (!forms.has(key)) {
        forms.set(key, new Intl.DateTimeFormat(language, {
            timeZone: 'UTC',
            year: 'numeric',
            month: hasMonth ? 'long' : undefined,
            day: hasDay ? 'numeric' : undefined,
        }));
    }
    return forms.get(key);
}

/**
 * A number of an answer of the API. A test compares what it shows with the answer.
 *
 * @param {string} path of the value in the answer, after the name of the document: AtlasEvent event.tally.supports
 * @param {Intl.NumberFormatOptions} form
 */
export function number(value, path, language, form = {}) {
    return element('data', { value, 'data-path': path }, new Intl.NumberFormat(language, form).format(value));
}

/** With its sign, as for a margin. */
export const SIGNED = { signDisplay: 'exceptZero' };

/** A score from 0 to 1. */
export const SCORE = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
