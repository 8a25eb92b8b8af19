/** The four sheets that a station imports, and their columns. Headings may be in Chinese or English. */
export type SheetName = 'divisions' | 'places' | 'lines' | 'members'

export type Column<K extends string = string> = {
  readonly key: K
  readonly zh: string
  readonly en: string
  /** further headings that are taken for it */
  readonly aliases: readonly string[]
  readonly required: boolean
  readonly example: string | number
  readonly explainZh: string
  readonly explainEn: string
}

export const divisionColumns = [
  column(
    'village',
    '村',
    'Village',
    '村名 村名称 行政村 村居 所属村',
    true,
    '示例：何家村',
    '行政村名称，如“何家村”。',
    'Name of the village.',
  ),
  column(
    'community',
    '社区',
    'Community',
    '社区名称 所属社区',
    false,
    '城南社区',
    '本所划分的社区；可以不填。',
    'The station’s own group of villages; may be blank.',
  ),
  column(
    'code',
    '区划代码',
    'Division code',
    '统计用区划代码 村代码 行政区划代码 代码 code',
    false,
    '370502102230',
    '12 位统计用区划代码；可以不填。',
    'Statistical code of 12 digits; may be blank.',
  ),
  column(
    'communityOfficer',
    '社区民警',
    'Community officer',
    '包村民警 责任民警 驻村民警 officer',
    false,
    'wangwu',
    '用户名或姓名。',
    'User name or name.',
  ),
  column(
    'latitude',
    '纬度',
    'Latitude',
    'lat y 北纬 村纬度',
    false,
    37.3512,
    '十进制度数；不知道可以不填。',
    'Decimal degrees; may be blank.',
  ),
  column(
    'longitude',
    '经度',
    'Longitude',
    'lng lon long x 东经 村经度',
    false,
    118.4312,
    '十进制度数；不知道可以不填。',
    'Decimal degrees; may be blank.',
  ),
] as const

export const placeColumns = [
  column(
    'name',
    '名称',
    'Name',
    '场所名称 点位名称 单位名称 店名 走访场所 点位',
    true,
    '示例：何家村小卖部',
    '场所的名称；有人居住的住宅不登记。',
    'Name of the place; never an inhabited dwelling.',
  ),
  column(
    'kind',
    '类型',
    'Kind',
    '种类 类别 场所类型 场所类别 点位类型 type',
    true,
    '商铺',
    '见下面的类型表。',
    'One of the kinds listed below.',
  ),
  column(
    'village',
    '村',
    'Village',
    '所在村 所属村 村居 行政村 村名 村代码',
    true,
    '何家村',
    '村名或区划代码。',
    'Name or code of the village.',
  ),
  column(
    'latitude',
    '纬度',
    'Latitude',
    'lat y 北纬',
    false,
    37.3512,
    '十进制度数；坐标系在导入时选择。',
    'Decimal degrees; the datum is asked for.',
  ),
  column(
    'longitude',
    '经度',
    'Longitude',
    'lng lon long x 东经',
    false,
    118.4312,
    '十进制度数；坐标系在导入时选择。',
    'Decimal degrees; the datum is asked for.',
  ),
  column(
    'addressHint',
    '地址说明',
    'Address hint',
    '地址 位置说明 详细地址 位置 address',
    false,
    '村委会东 50 米路北',
    '怎样找到；不写人名、电话。',
    'How to find it; no person, no telephone.',
  ),
  column(
    'owner',
    '责任民警',
    'Responsible officer',
    '责任人 包保民警 管片民警 民警 owner officer',
    false,
    'wangwu',
    '用户名或姓名；不填则为社区民警。',
    'User name or name; blank: the community officer.',
  ),
  column(
    'vacant',
    '空置',
    'Vacant',
    '是否空置 空闲 是否空闲 闲置',
    false,
    '否',
    '是 / 否；不知道就不填。',
    'yes / no; blank if unknown.',
  ),
  column(
    'largeVehicleAccess',
    '大型车辆可进入',
    'Large vehicle access',
    '大车可进入 大型车可进入 大型车辆能否进入 大车能进 是否可进大车 largevehicles',
    false,
    '是',
    '是 / 否；不知道就不填。',
    'yes / no; blank if unknown.',
  ),
  column(
    'contactName',
    '联系人',
    'Contact name',
    '联系人姓名 负责人 contact',
    false,
    '李某',
    '至多一名联系人，加密保存。',
    'At most one contact; kept encrypted.',
  ),
  column(
    'contactPhone',
    '联系电话',
    'Contact phone',
    '电话 联系方式 手机 手机号 手机号码 联系人电话 phone telephone mobile',
    false,
    '13800000000',
    '一个号码，加密保存。',
    'One number; kept encrypted.',
  ),
  column(
    'externalId',
    '外部编号',
    'External id',
    '编号 场所编号 系统编号 原系统编号 id',
    false,
    'A-0001',
    '原有系统中的编号；再次导入时据此对应。',
    'Its number elsewhere; matches it on the next import.',
  ),
] as const

export const lineColumns = [
  column(
    'line',
    '管线名',
    'Line',
    '管线 管线名称 管道名称 管道 线路 name',
    true,
    '示例：东临线',
    '管线名称；同一管线每桩一行。',
    'Name of the line; one row for each post.',
  ),
  column(
    'post',
    '桩号',
    'Kilometre post',
    '里程 里程桩 桩 公里数 km post chainage',
    true,
    'K12+300',
    'K12+300 或 12.3（公里）。',
    'K12+300, or 12.3 in kilometres.',
  ),
  column('latitude', '纬度', 'Latitude', 'lat y 北纬', true, 37.3512, '十进制度数。', 'Decimal degrees.'),
  column('longitude', '经度', 'Longitude', 'lng lon long x 东经', true, 118.4312, '十进制度数。', 'Decimal degrees.'),
  column(
    'segmentFrom',
    '管段起',
    'Segment from',
    '管段起点 起点桩号 起始桩号 起 from',
    false,
    'K12+000',
    '要按管段走访时填；起止都填。',
    'Where segments are visited: both ends.',
  ),
  column(
    'segmentTo',
    '管段止',
    'Segment to',
    '管段终点 终点桩号 终止桩号 止 to',
    false,
    'K15+000',
    '要按管段走访时填；起止都填。',
    'Where segments are visited: both ends.',
  ),
] as const

export const memberColumns = [
  column('name', '姓名', 'Name', '队员姓名 名字', true, '示例：王五', '真实姓名。', 'The person’s name.'),
  column(
    'role',
    '角色',
    'Role',
    '身份 职务 人员类别 岗位',
    true,
    '民警',
    '所长、教导员、副所长、民警、辅警、义警、村干部、联动力量、管理员、审计员。',
    'chief, instructor, deputy, officer, auxiliary, volunteer, cadre, partner, administrator, auditor.',
  ),
  column(
    'userName',
    '用户名',
    'User name',
    '账号 登录名 帐号 username login',
    false,
    'wangwu',
    '登录用；字母、数字、点、横线，3–32 位。可以以后再给。',
    'For signing in; 3–32 letters, digits, dots, dashes. May be given later.',
  ),
  column(
    'villages',
    '负责村',
    'Villages',
    '负责的村 包村 责任村 所在村 村 areas',
    false,
    '何家村、解家村',
    '多个村用“、”或“;”隔开。',
    'Several separated by ; or 、.',
  ),
] as const

export type PlaceKey = (typeof placeColumns)[number]['key']
export type DivisionKey = (typeof divisionColumns)[number]['key']
export type LineKey = (typeof lineColumns)[number]['key']
export type MemberKey = (typeof memberColumns)[number]['key']

export const sheetColumns = {
  divisions: divisionColumns,
  places: placeColumns,
  lines: lineColumns,
  members: memberColumns,
} as const satisfies Record<SheetName, readonly Column[]>

export const sheetTitles: Readonly<Record<SheetName, { readonly zh: string; readonly en: string }>> = {
  divisions: { zh: '社区和村', en: 'Communities and villages' },
  places: { zh: '走访场所', en: 'Places' },
  lines: { zh: '管线和标志桩', en: 'Lines and posts' },
  members: { zh: '队员', en: 'Members' },
}

function column<const K extends string>(
  key: K,
  zh: string,
  en: string,
  aliases: string,
  required: boolean,
  example: string | number,
  explainZh: string,
  explainEn: string,
): Column<K> {
  return { key, zh, en, aliases: aliases.split(' '), required, example, explainZh, explainEn }
}
