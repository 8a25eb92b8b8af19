/** What can be wrong in one cell, and what would be right. `{0}`, `{1}` are filled in. */
export const rowProblems = {
  'cell/required': ['必填，不能空着。', 'Required; it must not be blank.'],
  'cell/too-long': ['最多 {0} 个字。', 'At most {0} characters.'],
  'cell/formula-error': ['公式出错（{0}）。请改成数值或文字。', 'The formula failed ({0}). Enter the value itself.'],
  'cell/formula-without-result': [
    '公式没有算出的结果。请在 Excel 或 WPS 里打开并保存，或粘贴为数值。',
    'The formula has no stored result. Open and save it in Excel, or paste as values.',
  ],
  'cell/merged': [
    '被合并单元格 {0} 盖住，值不确定。请取消合并后分别填写。',
    'Covered by the merged cell {0}. Unmerge it and fill in each cell.',
  ],
  'cell/unreadable': [
    '有无法识别的字（乱码）。请检查文件编码或重新填写。',
    'Unreadable characters. Check the file’s encoding or enter it again.',
  ],
  'cell/not-a-number': ['要填数字，如 {0}。', 'A number is needed, such as {0}.'],
  'cell/not-yes-or-no': ['填“是”或“否”，不知道就空着。', 'Enter yes or no; leave it blank if unknown.'],
  'cell/personal-data': [
    '这里不写电话号码、身份证号。电话请填在“联系电话”。',
    'No telephone or identity numbers here. A telephone goes into “Contact phone”.',
  ],
  'kind/unknown': ['没有这种类型。可填：{0}。', 'No such kind. Possible: {0}.'],
  'place/inhabited-dwelling': ['{0}', '{0}'],
  'village/not-found': ['本所没有这个村。最接近的是：{0}。', 'The station has no such village. Nearest: {0}.'],
  'village/ambiguous': [
    '有 {0} 个同名的村。请填区划代码。',
    'There are {0} villages of that name. Enter the division code.',
  ],
  'village/repeated': ['与第 {0} 行是同一个村。请删去一行。', 'The same village as in row {0}. Delete one.'],
  'division-code/invalid': ['区划代码是 12 位数字。', 'A division code has 12 digits.'],
  'division-code/repeated': ['区划代码与第 {0} 行相同。', 'The same division code as in row {0}.'],
  'position/half': ['纬度、经度要么都填，要么都不填。', 'Give both latitude and longitude, or neither.'],
  'position/zero': ['0, 0 不是这里的位置。不知道就空着。', '0, 0 is not here. Leave both blank if unknown.'],
  'position/swapped': [
    '纬度和经度填反了：应为纬度 {0}，经度 {1}。可以选“对调”后重新检查。',
    'Latitude and longitude are swapped: latitude {0}, longitude {1}. Choose “swap” and check again.',
  ],
  'position/outside-town': [
    '离本镇 {0} 公里。请核对纬度、经度和坐标系。',
    '{0} km away from the town. Check latitude, longitude and datum.',
  ],
  'position/impossible': [
    '纬度在 -90 到 90 之间，经度在 -180 到 180 之间。',
    'Latitude is within ±90, longitude within ±180.',
  ],
  'member/not-found': [
    '没有叫这个名字的队员。请先导入队员，或填用户名；可以空着。',
    'No member of that name. Import members first, or give the user name; it may be blank.',
  ],
  'community-officer/not-found': [
    '没有叫这个名字的队员。第一次导入村时，把这一栏设为“不导入”；有了队员后，把这张表再导入一次，或在村的页面上“指定社区民警”。',
    'No member of that name. At the first import leave this column out; once there are members, import the sheet again, or name the officer on the village’s page.',
  ],
  'community-officer/wrong-role': [
    '社区民警要是所里的民警或辅警。',
    'The community officer must be one of the station’s officers or auxiliaries.',
  ],
  'member/ambiguous': ['有 {0} 名同名队员。请填用户名。', 'There are {0} members of that name. Give the user name.'],
  'member/several': ['只填一名。', 'Only one member.'],
  'member/wrong-role': [
    '责任民警要是所里的民警或辅警。',
    'The responsible member must be one of the station’s officers or auxiliaries.',
  ],
  'phone/invalid': [
    '不是电话号码。手机 11 位，座机如 0546-1234567。',
    'Not a telephone number: 11 digits, or 0546-1234567.',
  ],
  'phone/several': ['只填一个号码。', 'Only one number.'],
  'phone/rounded': [
    '号码只剩约数了（如 1.38E+10）。请把这一栏设成文本格式，重新填完整的号码。',
    'Only a rounded number is left (as 1.38E+10). Format the column as text and enter the whole number again.',
  ],
  'phone/without-name': ['填了电话，也要填联系人。', 'A telephone needs the contact’s name.'],
  'external-id/repeated': ['外部编号与第 {0} 行相同。', 'The same external id as in row {0}.'],
  'post/invalid': ['桩号写成 K12+300 或 12.3（公里）。', 'Write the post as K12+300, or 12.3 in kilometres.'],
  'post/repeated': ['同一管线的这个桩号在第 {0} 行已有。', 'This post of the line is already in row {0}.'],
  'segment/half': ['管段的起、止都要填。', 'A segment needs both ends.'],
  'segment/empty': ['管段的止点要大于起点。', 'A segment must end after it begins.'],
  'segment/overlaps': ['与已有的管段“{0}”重叠。{1}。', 'Overlaps the segment {0}. {1}.'],
  'segment/overlaps-row': ['与第 {0} 行的管段（{1}）重叠。{2}。', 'Overlaps the segment of row {0} ({1}). {2}.'],
  'role/unknown': ['没有这种角色。可填：{0}。', 'No such role. Possible: {0}.'],
  'user-name/invalid': [
    '用户名用小写字母、数字、点、横线，3–32 位，以字母或数字开头。',
    'A user name has 3–32 small letters, digits, dots and dashes, and begins with a letter or digit.',
  ],
  'user-name/repeated': ['用户名与第 {0} 行相同。', 'The same user name as in row {0}.'],
  'user-name/taken': ['用户名已有人用。', 'The user name is taken.'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type RowProblemCode = keyof typeof rowProblems

export type RowProblem = {
  /** as at the left edge of the sheet */
  readonly row: number
  /** the heading as it stands in the file */
  readonly column: string
  readonly key: string
  /** as given; telephone and identity numbers and contacts are masked */
  readonly value: string
  readonly code: RowProblemCode
  readonly zh: string
  readonly en: string
}

export type RowProblemDetails = { readonly zh: readonly (string | number)[]; readonly en: readonly (string | number)[] }

/** The two texts of a problem with its details filled in. */
export function problemText(code: RowProblemCode, { zh, en }: RowProblemDetails): { zh: string; en: string } {
  const [zhText, enText] = rowProblems[code]
  return { zh: fill(zhText, zh), en: fill(enText, en) }
}

function fill(text: string, details: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, at: string) => String(details[Number(at)] ?? ''))
}
