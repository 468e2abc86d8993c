// Tables as comma-separated values, written as the service's own exports are.

/** A spreadsheet would take such a text for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/**
 * @param {string[]} columns
 * @param {(string|number|null)[][]} rows
 */
export function toCsv(columns, rows) {
    return [columns, ...rows].map(row => row.map(cell).join(',') + '\r\n').join('');
}

function cell(value) {
    if (value === null || value === undefined) {
        return '';
    }
    if (typeof value === 'number') {
        return String(value);
    }
    const text = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
