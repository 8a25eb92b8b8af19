export function SearchPalette(_: { readonly open: boolean; readonly onClose: () => void }) {
  return null
}
