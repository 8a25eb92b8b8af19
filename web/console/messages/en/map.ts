import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { map as zh } from '../zh-CN/map.ts'

export const map = {
  title: 'Map',
  label: 'The station’s map: places, pipelines, villages',
  shown_one: '{{count}} on the map',
  shown_other: '{{count}} on the map',
  noBase: 'No base map: only the station’s own data',
  list: 'List',
  legend: 'Legend',
  legendHide: 'Hide the legend',
  village: 'village; click for its page',
  post: 'kilometre post',
  line: 'pipeline',
  segment: 'segment, in its tier’s colour',
  cluster: 'close together: counts by tier; click to open',
  asList: 'See as a list',
  choose: 'Choose one on the map or in the list.',
  none: 'Nothing on the map for these filters. Places without a position are in the list only.',
  nothing: 'No place on the map yet. Import places with positions, or add one on a place’s page under “Correct”.',
} as const satisfies SameKeys<typeof zh>
