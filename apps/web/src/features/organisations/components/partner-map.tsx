import type { City } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { geoConicConformal } from 'd3-geo';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import countries from 'virtual:europe-map';
import { useFormat } from '../../../app/i18n/format.js';
import { EUROPE_FRAME } from './europe-frame.js';
import { placeLabels } from './place-labels.js';

interface PartnerMapProps {
  cities: City[];
  /** Marked and labelled first, e.g. on its own page. */
  highlight?: string;
}

const { width, height } = EUROPE_FRAME;

/** Places of the partnership on a map of Europe. Each dot is a link; the table beside it is its twin. */
export function PartnerMap({ cities, highlight }: PartnerMapProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const titleId = useId();
  const [hovered, setHovered] = useState<string | null>(null);
  const places = useMemo(() => project(cities), [cities]);
  const labels = useMemo(() => placeLabels(places, highlight), [places, highlight]);
  const viewBox = frameAround(places.find((place) => place.city.id === highlight));
  const active = places.find((place) => place.city.id === hovered);
  return (
    <svg
      className="k-map"
      data-near={highlight !== undefined}
      viewBox={viewBox}
      role="group"
      aria-labelledby={titleId}
    >
      <title id={titleId}>{t('network.mapTitle', { count: cities.length })}</title>
      <g aria-hidden="true">
        {countries.map((country, index) => (
          <path key={`${country.id}-${index}`} d={country.d} className="k-map__land" />
        ))}
        {labels.map((label) => (
          <text key={label.id} x={label.x} y={label.y} textAnchor={label.anchor} className="k-map__label">
            {label.text}
          </text>
        ))}
      </g>
      {places.map(({ city, x, y }) => (
        <a
          key={city.id}
          href={`/cities/${city.id}`}
          className="k-map__place"
          data-highlight={city.id === highlight}
          aria-label={`${city.name}, ${format.country(city.country)}`}
          onPointerEnter={() => setHovered(city.id)}
          onPointerLeave={() => setHovered(null)}
          onFocus={() => setHovered(city.id)}
          onBlur={() => setHovered(null)}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            void navigate({ to: '/cities/$cityId', params: { cityId: city.id } });
          }}
        >
          <circle cx={x} cy={y} r={12} className="k-map__target" />
          <circle cx={x} cy={y} r={city.id === highlight ? 8 : 5} className="k-map__dot" />
        </a>
      ))}
      {active && (
        <g className="k-map__tip" aria-hidden="true">
          <text x={active.x} y={active.y - 14} textAnchor="middle">
            {active.city.name}
          </text>
        </g>
      )}
    </svg>
  );
}

const NEAR = 320;

/** The whole frame, or the part around one place: on its own page the map shows where it lies, not everything. */
function frameAround(place: { x: number; y: number } | undefined): string {
  if (!place) return `0 0 ${width} ${height}`;
  const tall = (NEAR * height) / width;
  const left = Math.min(Math.max(place.x - NEAR / 2, 0), width - NEAR);
  const top = Math.min(Math.max(place.y - tall / 2, 0), height - tall);
  return `${left} ${top} ${NEAR} ${tall}`;
}

/** Where a place lies in the frame; places outside of it (none today) are left to the table. */
function project(cities: City[]): { city: City; x: number; y: number }[] {
  const { parallels, rotate, center, scale } = EUROPE_FRAME;
  const projection = geoConicConformal()
    .parallels(parallels)
    .rotate(rotate)
    .center(center)
    .scale(scale)
    .translate([width / 2, height / 2]);
  return cities.flatMap((city) => {
    const point = projection([city.lon, city.lat]);
    if (!point || point[0] < 0 || point[0] > width || point[1] < 0 || point[1] > height) return [];
    return [{ city, x: Math.round(point[0] * 10) / 10, y: Math.round(point[1] * 10) / 10 }];
  });
}
