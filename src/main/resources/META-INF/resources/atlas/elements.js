// Makes elements of the page. Texts are never read as markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} tag
 * @param {object} attributes on... are listeners, null and false leave an attribute out
 * @param {...(Node|string|number|null|false|Array)} children null and false are left out
 */
export function element(tag, attributes = {}, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

/** As {@link element}, for pictures. */
export function svg(tag, attributes = {}, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A link with a text. */
export function link(address, text, attributes = {}) {
    return element('a', { href: address, ...attributes }, text);
}

/** A text that may run in the other direction than the page, as titles of events do. */
export function foreign(text) {
    return element('bdi', {}, text);
}

/** Replaces what is in the container. An element with the same data-key keeps the focus, and a list with it stays open. */
export function replace(container, ...children) {
    const key = container.contains(document.activeElement) && document.activeElement.dataset.key;
    const lists = [...container.querySelectorAll('details[data-key]')];
    container.replaceChildren(...shown(children));
    for (const { dataset, open } of lists) {
        const same = container.querySelector(`details[data-key="${CSS.escape(dataset.key)}"]`);
        if (same) {
            same.open = open;
        }
    }
    if (key) {
        container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    }
}

function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) {
            node.addEventListener(name.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
            node.setAttribute(name, value === true ? '' : value);
        }
    }
    node.append(...shown(children));
    return node;
}

function shown(children) {
    return children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false);
}
