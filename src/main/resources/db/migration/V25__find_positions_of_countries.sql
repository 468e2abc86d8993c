-- Of the stances of a country, those of one position are found without reading the others. A count reads nothing but this.
create index stance_of_country_by_position on stance (country_id, position, since_day, id);
