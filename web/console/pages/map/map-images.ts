import type { MapLibreMap } from 'maplibre-gl'
import { imageNames, type MapColours, tierImage } from '../../../ui/place-map/tier-images.ts'

/** Sizes of the shapes on the screen: a mark, and one inside a cluster's text. */
const markPx = 24
const smallPx = 15

/** Draws a shape when a layer first asks for it. */
export function addImages(map: MapLibreMap, colours: MapColours): void {
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return
    if (id === 'nothing') {
      map.addImage(id, new ImageData(1, 1), { pixelRatio: 2 })
      return
    }
    const name = imageNames.find((known) => known === id || `small-${known}` === id)
    if (!name) return
    map.addImage(id, tierImage(name, colours, id === name ? markPx : smallPx), { pixelRatio: 2 })
  })
}
