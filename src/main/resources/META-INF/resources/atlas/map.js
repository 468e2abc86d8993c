// The map of the world: shapes in the colours of positions, on a projection that keeps areas.

import { coloured } from './coloured.js';
import { element, svg } from './elements.js';
import { paint, patterns } from './legend.js';
import { MapKeys } from './map-keys.js';
import { MapZoom } from './map-zoom.js';
import { borders, shapes } from './topology.js';

const WIDTH = 1000;
const PREFIX = 'map';

/** Without the interior of Antarctica, which would make everything else smaller. */
const NORTH = 84;
const SOUTH = -59;

/** In pixels, for the whole world on a small screen and for a picture of WIDTH or more: shapes of less get a circle. */
const SMALL = [3, 5];

/** In pixels, likewise. */
const RADIUS = [2, 4];

/** Points of a shape that is not small. */
const MANY = 120;

/** Of countries without a position, on pictures on which they do not hide others. */
const UNKNOWN = { small: 2, radius: 1.8, scale: 0.6 };

/** In units of the picture. A shape with many points is not small, and its area would take long. */
function areaOf({ geometry }, path) {
    if (geometry.type === 'Point') {
        return 0;
    }
    return geometry.coordinates.flat(2).length > MANY ? Infinity : path.area(geometry);
}

export class WorldMap {
    #topology;
    #shapes;
    #formerShapes;
    #focusRing;
    #centres = new Map();
    /** How a disputed shape is drawn, by its id. */
    #notes;
    #path;
    #svg;
    #world;
    #outline;
    #tip;
    #elements = new Map();
    #circles = [];
    #shown = new Map();
    #keys;
    #zoom;
    #unit = 1;
    #describe;

    /**
     * @param {HTMLElement} container
     * @param {object} topology
     * @param {{label: string, select: (code: string) => void, describe: (code: string, stance: object|null) => {name: string, lines: Node[], text: string},
     *     words: Function}} options describe: what is told of a country
     */
    constructor(container, topology, { label, select, describe, words }) {
        this.#topology = topology;
        this.#describe = describe;
        this.#shapes = shapes(topology);
        this.#notes = new Map(this.#shapes.map(({ id, properties }) => [id, properties.note]));
        this.#formerShapes = new Set(
            this.#shapes.filter(({ properties }) => properties.code in (topology.former ?? {})).map(({ id }) => id),
        );
        const projection = d3.geoEqualEarth().fitWidth(WIDTH, { type: 'Sphere' });
        const top = projection([0, NORTH])[1];
        const height = projection([0, SOUTH])[1] - top;
        projection.translate([projection.translate()[0], projection.translate()[1] - top]);
        // Enough for the closest zoom, and a quarter shorter.
        this.#path = d3.geoPath(projection).digits(2);
        this.#svg = svg('svg', {
            class: 'map',
            viewBox: `0 0 ${WIDTH} ${height.toFixed(1)}`,
            role: 'group',
            'aria-label': label,
        });
        this.#world = svg('g');
        this.#tip = element('div', { class: 'tip', hidden: true });
        this.#svg.append(patterns(PREFIX), this.#world);
        container.replaceChildren(this.#svg, this.#tip);
        this.#draw(projection, select);
        const bottom = this.#path.bounds({ type: 'Sphere' })[1][1];
        this.#zoom = new MapZoom(
            this.#svg,
            {
                extent: [
                    [0, -top],
                    [WIDTH, bottom],
                ],
                size: [WIDTH, height],
                zoomed: k => this.#rescale(k),
            },
            words,
        );
        container.append(this.#zoom.buttons());
        this.#keys = new MapKeys(this.#svg, {
            places: () => this.#places(),
            focused: id => this.#focus(id),
            select: id => select(this.#shown.get(id).code),
            zoom: this.#zoom,
        });
        new ResizeObserver(([{ contentRect }]) => this.#resize(contentRect.width)).observe(this.#svg);
        this.#listen();
    }

    /**
     * @param {{positions: Map<string, object>, day: string, country?: string, pressed?: string|null}} view pressed: the only position
     *     that keeps its colour
     */
    show({ positions, day, country, pressed }) {
        this.#shown = coloured(this.#topology, positions, day);
        for (const [id, nodes] of this.#elements) {
            const shown = this.#shown.get(id);
            const position = shown?.stance?.position;
            for (const node of nodes) {
                node.setAttribute('fill', paint(position, PREFIX));
                node.classList.toggle('is-known', Boolean(position));
                node.classList.toggle('is-faded', Boolean(pressed) && position !== pressed);
                node.classList.toggle('is-gone', !shown && this.#isFormer(id));
            }
            nodes[0].dataset.shown = shown?.code ?? '';
            nodes[0].dataset.position = position ?? '';
            if (shown) {
                nodes[0].setAttribute('aria-label', this.#describe(shown.code, shown.stance).text);
            }
        }
        this.#select(country);
        this.#rescale(this.#zoom.k);
        this.#keys.update();
    }

    /** The picture as it is, for a download. */
    picture() {
        return this.#svg;
    }

    #isFormer(id) {
        return this.#formerShapes.has(id);
    }

    #draw(projection, select) {
        this.#world.append(
            svg('path', { class: 'sea', d: this.#path({ type: 'Sphere' }) }),
            svg('path', { class: 'graticule', d: this.#path(d3.geoGraticule10()) }),
        );
        const circles = svg('g');
        for (const shape of this.#shapes) {
            const nodes = [];
            const attributes = {
                'data-shape': shape.id,
                'data-code': shape.properties.code,
                role: shape.properties.code && 'button',
                tabindex: shape.properties.code && -1,
            };
            const centre = projection(shape.properties.at ?? shape.geometry.coordinates);
            this.#centres.set(shape.id, centre);
            const area = areaOf(shape, this.#path);
            if (area > 0) {
                nodes.push(svg('path', { class: 'shape', d: this.#path(shape), ...attributes }));
                this.#world.append(nodes[0]);
            }
            if (area < 400 && shape.properties.code) {
                const [cx, cy] = centre;
                const circle = svg('circle', {
                    class: 'shape small',
                    cx,
                    cy,
                    ...(area > 0 ? { 'data-shape': shape.id } : attributes),
                });
                nodes.push(circle);
                circles.append(circle);
                this.#circles.push({ circle, area });
            }
            nodes.forEach(node =>
                node.addEventListener(
                    'click',
                    () => this.#shown.has(shape.id) && select(this.#shown.get(shape.id).code),
                ),
            );
            this.#elements.set(shape.id, nodes);
        }
        this.#outline = svg('path', { class: 'outline' });
        this.#focusRing = svg('path', { class: 'focus-ring' });
        this.#world.append(
            svg('path', { class: 'borders', d: this.#path(borders(this.#topology)) }),
            circles,
            this.#outline,
            this.#focusRing,
        );
    }

    #select(code) {
        const selected = [...this.#shown].filter(([, shown]) => code && shown.code === code).map(([id]) => id);
        this.#outline.setAttribute('d', selected.map(id => this.#line(id)).join(''));
        for (const [id, nodes] of this.#elements) {
            nodes[0].setAttribute('aria-pressed', String(selected.includes(id)));
        }
    }

    /** The outline of a shape, or of its circle. */
    #line(id) {
        const nodes = this.#elements.get(id);
        const circle = nodes.find(node => node.tagName === 'circle' && !node.classList.contains('is-hidden'));
        if (!circle) {
            return nodes[0].getAttribute('d');
        }
        const [x, y, r] = ['cx', 'cy', 'r'].map(name => Number(circle.getAttribute(name)));
        return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
    }

    #resize(width) {
        if (width > 0) {
            this.#unit = WIDTH / width;
            this.#rescale(this.#zoom.k);
        }
    }

    /** Circles, patterns and lines keep their size on the screen. */
    #rescale(k) {
        const pixel = this.#unit / k;
        const scale = 1 / pixel;
        const between = ([least, most]) => least + (most - least) * Math.min(1, scale);
        for (const { circle, area } of this.#circles) {
            const isKnown = circle.classList.contains('is-known');
            const small = isKnown ? between(SMALL) : scale < UNKNOWN.scale ? -1 : UNKNOWN.small;
            circle.classList.toggle('is-hidden', small < 0 || area > (small * pixel) ** 2);
            circle.setAttribute('r', (isKnown ? between(RADIUS) : UNKNOWN.radius) * pixel);
        }
        this.#svg
            .querySelectorAll('pattern')
            .forEach(pattern => pattern.setAttribute('patternTransform', `scale(${pixel})`));
    }

    /** Where the shapes are on the picture, for the arrow keys. */
    #places() {
        return [...this.#shown.keys()].map(id => {
            const [x, y] = this.#centres.get(id);
            return { id, node: this.#elements.get(id)[0], x, y };
        });
    }

    #listen() {
        const idOf = event => event.target.closest?.('[data-shape]')?.dataset.shape;
        this.#svg.addEventListener(
            'pointermove',
            event => event.pointerType !== 'touch' && this.#tell(idOf(event), event),
        );
        this.#svg.addEventListener('pointerleave', () => this.#tell(null));
        this.#svg.addEventListener('focusout', () => this.#focus(null));
        this.#svg.addEventListener('keydown', event => event.key === 'Escape' && this.#tell(null));
    }

    #focus(id) {
        this.#focusRing.setAttribute('d', id ? this.#line(id) : '');
        const box = id && this.#elements.get(id)[0].getBoundingClientRect();
        this.#tell(id, box && { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 });
    }

    /** Shows what is known of the country beside the pointer. */
    #tell(id, at) {
        const shown = id && this.#shown.get(id);
        this.#tip.hidden = !shown;
        if (!shown) {
            return;
        }
        const { name, lines } = this.#describe(shown.code, shown.stance);
        const note = this.#topology.former?.[shown.code]?.note ?? this.#notes.get(id);
        this.#tip.replaceChildren(
            element('strong', {}, name),
            ...lines,
            ...(note ? [element('span', { class: 'tip-note' }, note)] : []),
        );
        const frame = this.#tip.parentElement.getBoundingClientRect();
        const { width, height } = this.#tip.getBoundingClientRect();
        const [x, y] = [at.clientX - frame.x, at.clientY - frame.y];
        const left = Math.max(4, Math.min(x + 14, frame.width - width - 4));
        const top = y - height - 12 > -40 ? y - height - 12 : y + 20;
        this.#tip.style.setProperty('transform', `translate(${left}px, ${top}px)`);
    }
}
