import type { TFunction } from 'i18next'

/** What the map's own controls say, in the language of the page; the keys are MapLibre's. */
export function mapWords(t: TFunction<'ui'>): Readonly<Record<string, string>> {
  return {
    'Map.Title': t('map.title'),
    'NavigationControl.ZoomIn': t('map.zoomIn'),
    'NavigationControl.ZoomOut': t('map.zoomOut'),
    'ScaleControl.Meters': t('map.metres'),
    'ScaleControl.Kilometers': t('map.kilometres'),
  }
}
