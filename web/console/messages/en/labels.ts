/** Codes to print for places and kilometre posts. */
export const labels = {
  title: 'QR codes of places',
  lead: 'Print, cut along the dashes, and hang up at the door or post. A phone that scans one opens that place, for a visit or a check-in.',
  count_one: '{{count}} label, {{sheets}} A4 sheet',
  count_other: '{{count}} labels, {{sheets}} A4 sheets',
  left: 'At most 1000 are printed at once; print by village or kind.',
  print: 'Print',
  code: 'QR code of {{title}}',
  foot: 'For visits and check-ins. In an emergency call 110.',
  none: { title: 'There is no code to print', hint: 'Change the filter, or enter places and kilometre posts first.' },
} as const
