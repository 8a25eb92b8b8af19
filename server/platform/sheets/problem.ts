/** What can be wrong with a whole file. A bad row is no such thing: it is reported with its row number. */
export const sheetProblems = {
  'sheet/too-large': [
    '文件太大（上限 {limit}）。请分成几个文件再导入。',
    'The file is too large (limit {limit}). Split it.',
  ],
  'sheet/empty': ['文件是空的。', 'The file is empty.'],
  'sheet/no-heading': ['文件里没有找到表头行。请使用模板。', 'No heading row was found. Use the template.'],
  'sheet/old-excel': [
    '这是旧版 .xls 文件。请用 Excel 或 WPS 另存为 .xlsx 或 .csv。',
    'This is an old .xls file. Save it as .xlsx or .csv.',
  ],
  'sheet/password': [
    '文件有打开密码。请去掉密码，另存为 .xlsx 或 .csv。',
    'The file has a password. Remove it and save as .xlsx or .csv.',
  ],
  'sheet/web-page': [
    '这是网页或 XML 文件，不是表格。请用 Excel 或 WPS 打开，另存为 .xlsx 或 .csv。',
    'This is a web page or XML, not a sheet. Open it in Excel and save as .xlsx or .csv.',
  ],
  'sheet/other-format': [
    '不是 .xlsx 或 .csv 表格（{detail}）。请另存为 .xlsx 或 .csv。',
    'Not an .xlsx or .csv sheet ({detail}). Save it as .xlsx or .csv.',
  ],
  'sheet/broken': [
    '文件已损坏或没有传完（{detail}）。请重新导出或重新上传。',
    'The file is damaged or incomplete ({detail}). Export or upload it again.',
  ],
  'sheet/zip-bomb': [
    '文件解压后大得不正常（{detail}），已拒绝。请把数据复制到新表格再保存。',
    'The file unpacks to an abnormal size ({detail}) and is refused. Copy the data into a new sheet.',
  ],
  'sheet/too-many-rows': [
    '超过 {limit} 行数据。请分成几个文件再导入。',
    'More than {limit} rows of data. Split the file.',
  ],
  'sheet/too-many-columns': [
    '第 {detail} 行超过 {limit} 列。请删去多余的列。',
    'Row {detail} has more than {limit} columns. Delete those not needed.',
  ],
  'sheet/cell-too-long': [
    '第 {detail} 行有一格超过 {limit} 个字，可能是引号没有成对。',
    'A cell in row {detail} is longer than {limit} characters; perhaps a quotation mark is not closed.',
  ],
  'sheet/unclosed-quote': [
    '从第 {detail} 行起引号没有成对。请补上或删去多余的引号。',
    'A quotation mark opened in row {detail} is never closed.',
  ],
  'sheet/unknown-encoding': [
    '看不懂文件的文字编码。请另存为 UTF-8 或 GB18030（ANSI）的 .csv，或 .xlsx。',
    'The text encoding is unknown. Save as UTF-8 or GB18030 .csv, or as .xlsx.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type SheetProblemCode = keyof typeof sheetProblems

/** A file that cannot be read as a whole; `zh` and `en` say what to do. Never carries any of its contents. */
export class SheetProblem extends Error {
  readonly code: SheetProblemCode
  readonly zh: string
  readonly en: string

  constructor(
    code: SheetProblemCode,
    details: { readonly limit?: string | number; readonly detail?: string | number } = {},
  ) {
    const fill = (text: string) =>
      text.replace('{limit}', String(details.limit ?? '')).replace('{detail}', String(details.detail ?? ''))
    const [zh, en] = sheetProblems[code]
    super(`${code}: ${fill(en)}`)
    this.name = 'SheetProblem'
    this.code = code
    this.zh = fill(zh)
    this.en = fill(en)
  }
}
