/** What a type is called by those who save such files; its last part where there is no such word. */
const called: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPG',
  'audio/mp4': 'M4A',
  'audio/mpeg': 'MP3',
  'audio/3gpp': '3GP',
  'text/plain': 'TXT',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
}

export const typeText = (type: string): string => called[type] ?? type.replace(/^.*\//, '').toUpperCase()

/** `812 B`, `34 KB`, `2.4 MB` */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
