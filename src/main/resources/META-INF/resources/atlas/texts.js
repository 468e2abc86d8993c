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
    const form = new Intl.DateTimeFormat(language, {
        timeZone: 'UTC',
        year: 'numeric',
        month: month ? 'long' : undefined,
        day: day ? 'numeric' : undefined,
    });
    return element('time', { datetime: value }, form.format(moment));
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
