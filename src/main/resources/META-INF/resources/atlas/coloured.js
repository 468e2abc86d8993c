// Which position each shape shows on a day.

/**
 * A shape shows its own country. On days on which a former country existed, the shapes of its successors show that one, unless
 * they have a position themselves, as Ukraine and Belarus had beside the Soviet Union.
 *
 * @param {object} topology world.json
 * @param {Map<string, object>} positions stances by the code of the country
 * @param {string} day
 * @returns {Map<string, {code: string, stance: object|null}>} by the id of the shape; those of former countries are left out after
 *     their time
 */
export function coloured(topology, positions, day) {
    const shown = new Map();
    for (const { id, properties } of topology.objects.countries.geometries) {
        if (properties.code && !topology.former?.[properties.code]) {
            shown.set(id, { code: properties.code, stance: positions.get(properties.code) ?? null });
        }
    }
    for (const [code, { shapes }] of Object.entries(topology.former ?? {})) {
        for (const { shape, until } of shapes) {
            const own = shown.get(shape);
            if (day < until && !own?.stance && (positions.has(code) || !own)) {
                shown.set(shape, { code, stance: positions.get(code) ?? null });
            }
        }
    }
    return shown;
}
