export type ExportFormat = 'xlsx' | 'csv' | 'geojson'

/** The address of a list as a file, with the same filters; a download begins when it is opened. */
export function exportAddress(
  list: string,
  format: ExportFormat,
  language: 'zh' | 'en',
  filter: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const pairs = new URLSearchParams({ format, language })
  for (const [key, value] of Object.entries(filter)) {
    if (value !== undefined && value !== false) pairs.set(key, String(value))
  }
  return `/api/v1/exports/${list}?${pairs}`
}
