/** A post of a line, as it is painted on it: 12.3 → K12+300. To the metre. */
export function kmLabel(km: number): string {
  const metres = Math.round(km * 1000)
  return `K${Math.floor(metres / 1000)}+${String(metres % 1000).padStart(3, '0')}`
}

/** From one post to another: K12+300—K14+000. */
export function kmRange({ fromKm, toKm }: { readonly fromKm: number; readonly toKm: number }): string {
  return `${kmLabel(fromKm)}—${kmLabel(toKm)}`
}
