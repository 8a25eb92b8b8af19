/**
 * The kinds of place (DOMAIN.md §2), in the order in which forms show them. `aliases` are further words that people
 * write for a kind. Villages, communities and segments are places too, but nobody chooses them from this list.
 */
export const placeKinds = [
  kind(
    'shop',
    '商铺',
    'Shop',
    '商店 店铺 超市 小卖部 便利店 门市 门市部 百货 药店 农资店 五金店 理发店 快递点 store supermarket',
  ),
  kind('warehouse', '仓库', 'Warehouse', '库房 仓储 仓储点 冷库 storage depot'),
  kind(
    'vacant-courtyard',
    '空闲院落',
    'Vacant courtyard',
    '空院 空院落 闲置院落 空置院落 废弃院落 空闲院 空闲房屋 空置房屋 空宅 闲置厂房 空置厂房 废弃厂房 vacantyard emptyyard vacant',
  ),
  kind(
    'oilfield-unit',
    '油田生产单位',
    'Oilfield unit',
    '油田单位 采油队 采油厂 采油管理区 联合站 计量站 油井 井场 油区 oilfield',
  ),
  kind('enterprise', '园区企业', 'Enterprise', '企业 工厂 公司 厂矿企业 工业企业 规上企业 company factory firm'),
  kind('school', '学校', 'School', '小学 中学 幼儿园 校园 托管班 培训机构 教学点 kindergarten'),
  kind('valve-chamber', '阀室', 'Valve chamber', '阀池 截断阀室 管道阀室 输油站 valve valvestation'),
  kind('square', '广场', 'Square', '文化广场 村民广场 健身广场 plaza'),
  kind('market', '集市', 'Market', '市场 大集 农贸市场 集贸市场 早市 fair'),
  kind('workshop', '作坊', 'Workshop', '小作坊 加工点 加工作坊 修理部 维修点 汽修厂 废品收购站 废旧物资收购站 garage'),
  kind('hotel', '旅馆', 'Hotel', '宾馆 酒店 旅店 招待所 民宿 客栈 inn guesthouse'),
  kind('restaurant', '餐饮', 'Restaurant', '餐馆 饭店 餐厅 小吃店 烧烤店 农家乐 食堂 餐饮店 餐饮场所 canteen'),
  kind('gas-station', '加油站', 'Fuel station', '加气站 加油加气站 充电站 加油点 gasstation petrolstation'),
  kind('internet-cafe', '网吧', 'Internet café', '网咖 上网服务场所 电竞馆 internetcafe'),
  kind('clinic', '卫生室', 'Clinic', '诊所 卫生院 村卫生室 医院 卫生所 卫生服务站 hospital'),
  kind('bank-outlet', '金融网点', 'Bank outlet', '银行 信用社 邮储 储蓄所 农商行 助农取款点 银行网点 bank atm'),
  kind('temple', '寺庙', 'Temple', '宗教场所 宗教活动场所 庙宇 教堂 清真寺 道观 church mosque'),
  kind('construction-site', '工地', 'Construction site', '建筑工地 施工工地 在建工地 施工现场 项目部 buildingsite'),
  kind(
    'farm-facility',
    '养殖种植设施',
    'Farm facility',
    '养殖场 种植大棚 大棚 农场 鱼塘 合作社 猪场 鸡场 看护房 农机站 farm',
  ),
  kind(
    'public-facility',
    '公共设施',
    'Public facility',
    '村委会 村委 便民服务中心 文化大院 敬老院 泵站 变电站 水厂 公园 车站 社区服务中心 publicbuilding',
  ),
  kind('other', '其他', 'Other', '其它 其他场所 misc'),
] as const

export type PlaceKind = (typeof placeKinds)[number]['kind']

export type PlaceKindWords<K extends string = string> = {
  readonly kind: K
  readonly zh: string
  readonly en: string
  readonly aliases: readonly string[]
}

function kind<const K extends string>(kind: K, zh: string, en: string, aliases: string): PlaceKindWords<K> {
  return { kind, zh, en, aliases: aliases.split(' ') }
}

const kindByWord: ReadonlyMap<string, PlaceKind> = new Map(
  placeKinds.flatMap(({ kind, zh, en, aliases }) =>
    [kind, zh, en, ...aliases].map((word): [string, PlaceKind] => [plain(word), kind]),
  ),
)

/** The kind that a word in Chinese or English means, or null: 商铺, 商铺（沿街）, 沿街商铺类, Shop, gas-station. */
export function placeKindOf(text: string): PlaceKind | null {
  const word = plain(text)
  return kindByWord.get(word) ?? kindByWord.get(word.replace(/(类|类场所|场所|单位|点)$/, '')) ?? null
}

export type DwellingRefusal = { readonly code: 'place/inhabited-dwelling'; readonly zh: string; readonly en: string }

const refusal: DwellingRefusal = {
  code: 'place/inhabited-dwelling',
  zh: '有人居住的住宅不登记为走访场所，那里的事情记在所在的村。已无人居住的请填“空闲院落”；是店铺的请填店名。',
  en: 'An inhabited dwelling is never a place: what happens there is kept at its village. If nobody lives there, enter it as a vacant courtyard; if it is a shop, give the shop’s name.',
}

const dwelling =
  /住宅|民宅|民居|民房|居民家|居民户|村民家|农户|住户|租户|贫困户|五保户|低保户|出租屋|出租房|合租|租住|自住|宿舍|家庭住|dwelling|residence|apartment|household|(^|\W)(home|flat)($|\W)/i
const vacant =
  /空置|空闲|闲置|空院|空宅|空房|废弃|荒废|无人居住|无人住|没人住|未入住|vacant|abandoned|uninhabited|(^|\W)empty/i
/** What makes a name that speaks of dwellings the name of something else: 住宅小区物业, 农户合作社. */
const establishment =
  /(店|铺|超市|商行|商场|公司|厂|中心|仓库|库房|站|所|处|室|部|行|社|馆|院|校|园|场|会|队|物业|中介|市场|广场|门市|工地|项目|办公楼|大棚|基地)$/

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂解闫褚'
const kinship = '大爷|大娘|大妈|大婶|大叔|大伯|大嫂|大哥|大姐|奶奶|爷爷|叔叔|叔|婶|伯|嫂|先生|女士|师傅|老汉|老太|老人'
/** 张三家, 王建国家, 老李家, 赵大爷家, 孙某某的住处. 解家 and 大王家 are villages, 酒家 and 之家 are not homes. */
const someonesHome = new RegExp(
  `([${surnames}](\\p{Script=Han}{1,2}|某某?|${kinship})|老[${surnames}])的?(家|家中|家里|宅|宅院|老宅|住处|住所|住房|户)$`,
  'u',
)
const notAHome =
  /(商|专|厂|管|大|作|店|酒|人|宜|之|如|万|世|皇|居|我|百|名|行|卖|买|农|渔|回|一|千|庄|村)家$|(客|商|用|散|养殖|种植|专业|经营|个体工商|工商)户$/
const villageLike = /^[大小东西南北前后上下中新]\p{Script=Han}家$/u
const flat = /单元\s*\d{1,4}(室|户)?$/

/**
 * Why this is refused as a place, or null (DOMAIN.md §1: an inhabited dwelling is never a place). `kindText` is what
 * was given as its kind, in any words. Names are judged narrowly: 何家村, 解家, 家具店 and 张家饭店 are places.
 */
export function refuseDwelling(kindText: string, name: string): DwellingRefusal | null {
  const kind = placeKindOf(kindText)
  const title = name.normalize('NFKC').replace(/\(.*?\)|\[.*?\]|【.*?】|\s/g, '')
  if (kind === 'vacant-courtyard' || vacant.test(kindText) || vacant.test(name)) return null
  if (kind === null && dwelling.test(kindText)) return refusal
  if (dwelling.test(title) && !establishment.test(title)) return refusal
  if (flat.test(title)) return refusal
  const home = someonesHome.test(title) && !notAHome.test(title) && !villageLike.test(title)
  return home ? refusal : null
}

/** A village or a community. */
export const isDivision = (kind: string): boolean => kind === 'village' || kind === 'community'

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\s\-_/·、.]/g, '')
}
