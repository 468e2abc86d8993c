// Zooms and pans the map: by buttons, keys, drag, double click, two fingers, and the wheel with Ctrl, so that the page scrolls
// over it.

import { element } from './elements.js';

const MOST = 24;

export class MapZoom {
    #zoom;
    #svg;
    #size;
    #words;
    #reset;
    k = 1;

    /**
     * @param {SVGElement} map its last group is what moves
     * @param {{extent: [[number, number], [number, number]], size: [number, number], zoomed: (k: number) => void}} options
     */
    constructor(map, { extent, size, zoomed }, words) {
        this.#svg = d3.select(map);
        this.#size = size;
        this.#words = words;
        const world = d3.select(map).select(':scope > g');
        this.#zoom = d3
            .zoom()
            .scaleExtent([1, MOST])
            .extent([[0, 0], size])
            .translateExtent(extent)
            .filter(event => this.#takes(event))
            .on('zoom', ({ transform }) => {
                this.k = transform.k;
                world.attr('transform', transform);
                map.classList.toggle('is-zoomed', transform.k > 1);
                if (this.#reset) {
                    this.#reset.disabled = transform.k === 1;
                }
                zoomed(transform.k);
            });
        this.#svg.call(this.#zoom);
    }

    by(factor) {
        this.#moved().call(this.#zoom.scaleBy, factor);
    }

    reset() {
        this.#moved().call(this.#zoom.transform, d3.zoomIdentity);
    }

    /** Pans if a point is not in view. */
    reveal(x, y) {
        const at = d3.zoomTransform(this.#svg.node()).apply([x, y]);
        if (at.some((value, axis) => value < 0 || value > this.#size[axis])) {
            this.#svg.call(this.#zoom.translateTo, x, y);
        }
    }

    buttons() {
        const button = (key, text, action) =>
            element(
                'button',
                { type: 'button', 'aria-label': this.#words(key), title: this.#words(key), onclick: action },
                text,
            );
        this.#reset = button('map.reset', '⤢', () => this.reset());
        this.#reset.disabled = true;
        return element(
            'div',
            { class: 'zoom' },
            button('map.closer', '+', () => this.by(2)),
            button('map.farther', '−', () => this.by(0.5)),
            this.#reset,
        );
    }

    #moved() {
        return matchMedia('(prefers-reduced-motion: reduce)').matches
            ? this.#svg
            : this.#svg.transition().duration(250);
    }

    /** One finger scrolls the page, unless the map is zoomed. */
    #takes(event) {
        if (event.type === 'wheel') {
            return event.ctrlKey || event.metaKey;
        }
        return !event.button && (!event.touches || event.touches.length > 1 || this.k > 1);
    }
}
