// Files of what is shown: a picture as SVG or PNG, with its title, its legend and where it comes from.

import { svg } from './elements.js';

/** What a style sheet may set on an element of a picture, with the value that needs not be written. */
const PROPERTIES = {
    fill: 'rgb(0, 0, 0)',
    'fill-opacity': '1',
    stroke: 'none',
    'stroke-width': '1px',
    'stroke-opacity': '1',
    'stroke-dasharray': 'none',
    'stroke-linejoin': 'miter',
    'vector-effect': 'none',
    opacity: '1',
    visibility: 'visible',
    'font-family': '',
    'font-size': '',
    'font-weight': '400',
    'text-anchor': 'start',
};

/** Those that only texts have. */
const OF_TEXTS = ['font-family', 'font-size', 'font-weight', 'text-anchor'];

const MARGIN = 24;
const TITLE = 64;
const LEGEND = 34;
const SOURCE = 28;
const NARROWEST = 640;

/** Pixels of a PNG for each of the picture. */
const SHARPNESS = 2;

/**
 * @param {SVGSVGElement} picture as shown, or not in the document
 * @param {{title: string, subtitle: string, source: string, legend: {fill: string, label: string}[]}} frame
 * @returns {{text: string, width: number, height: number}} a document that looks the same anywhere
 */
export function framed(picture, frame) {
    const box = picture.viewBox.baseVal;
    const width = Math.max(NARROWEST, box.width) + 2 * MARGIN;
    const height = TITLE + box.height + LEGEND + SOURCE + 2 * MARGIN;
    const inner = picture.cloneNode(true);
    inner.removeAttribute('style');
    setAll(inner, { x: (width - box.width) / 2, y: MARGIN + TITLE, width: box.width, height: box.height });
    const outer = svg('svg', { class: 'file', viewBox: `0 0 ${width} ${height}`, width, height },
        svg('title', {}, frame.title),
        svg('rect', { class: 'paper', width, height }),
        svg('text', { class: 'title', x: MARGIN, y: MARGIN + 20 }, frame.title),
        svg('text', { class: 'subtitle', x: MARGIN, y: MARGIN + 44 }, frame.subtitle),
        inner,
        legend(frame.legend, MARGIN + TITLE + box.height + LEGEND - 8),
        svg('text', { class: 'source', x: MARGIN, y: height - MARGIN }, frame.source));
    return { text: serialized(outer), width, height };
}

function setAll(node, attributes) {
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
}

function legend(entries, y) {
    let x = MARGIN;
    return entries.map(({ fill, label }) => {
        const entry = [
            svg('rect', { fill, x, y: y - 11, width: 14, height: 14 }),
            svg('text', { class: 'label', x: x + 20, y }, label),
        ];
        x += 20 + label.length * 7.2 + 18;
        return entry;
    });
}

/** The styles are written into the elements, since a file has no style sheet. They are known only in the document. */
function serialized(picture) {
    const place = document.body.appendChild(document.createElement('div'));
    place.className = 'drawing-board';
    place.append(picture);
    try {
        [...picture.querySelectorAll('*')].filter(node => getComputedStyle(node).display === 'none').forEach(node => node.remove());
        const nodes = [picture, ...picture.querySelectorAll('*')];
        const styles = nodes.map(styleOf);
        nodes.forEach((node, i) => {
            setAll(node, styles[i]);
            [...node.attributes].filter(({ name }) => /^(class|style|tabindex|role|aria-|data-|on)/.test(name))
                .forEach(({ name }) => node.removeAttribute(name));
        });
        return new XMLSerializer().serializeToString(picture);
    } finally {
        place.remove();
    }
}

function styleOf(node) {
    if (node.closest('defs, title') && !node.closest('pattern')) {
        return {};
    }
    const style = getComputedStyle(node);
    const isText = ['text', 'tspan'].includes(node.localName);
    return Object.fromEntries(Object.entries(PROPERTIES)
        .filter(([name]) => isText || !OF_TEXTS.includes(name))
        .map(([name, unset]) => [name, style.getPropertyValue(name), unset])
        .filter(([, value, unset]) => value !== unset)
        .map(([name, value]) => [name, value.replaceAll(/url\("?[^"#]*(#[^")]+)"?\)/g, 'url($1)')]));
}

export function svgFile({ text }) {
    return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`], { type: 'image/svg+xml' });
}

export async function pngFile({ text, width, height }) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * SHARPNESS;
    canvas.height = height * SHARPNESS;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
}

/** Hands a file to the reader. */
export function download(file, name) {
    const address = URL.createObjectURL(file);
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
