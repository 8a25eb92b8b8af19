import { describe, expect, it } from 'vitest'
import { placeKindOf, placeKinds, refuseDwelling } from './kinds.ts'

describe('the kind of a place', () => {
  it('is found by its identifier, its Chinese and its English word, and by what people write for it', () => {
    for (const { kind, zh, en, aliases } of placeKinds) {
      for (const word of [kind, zh, en, ...aliases]) expect([word, placeKindOf(word)]).toEqual([word, kind])
    }
    expect(placeKindOf(' 商铺（沿街） ')).toBe('shop')
    expect(placeKindOf('餐饮场所')).toBe('restaurant')
    expect(placeKindOf('GAS STATION')).toBe('gas-station')
  })

  it('is unknown for anything else', () => {
    for (const word of ['', '飞机场', '住宅', '重点']) expect(placeKindOf(word)).toBeNull()
  })

  it('has no word that means two kinds', () => {
    const words = placeKinds.flatMap(({ zh, aliases }) => [zh, ...aliases])
    expect(new Set(words).size).toBe(words.length)
  })
})

describe('an inhabited dwelling', () => {
  const refused: [string, string][] = [
    ['住宅', '村东头'],
    ['民宅', '平房'],
    ['居民家', '王某'],
    ['农户', '一组'],
    ['出租屋', '三间'],
    ['居民住户', '后街'],
    ['Residence', 'House by the river'],
    ['其他', '张三家'],
    ['其他', '王建国家'],
    ['商铺', '赵大爷家'],
    ['其他', '老李家'],
    ['其他', '何家村孙二娘家'],
    ['其他', '李四的住处'],
    ['其他', '村西出租屋'],
    ['其他', '何家村民宅'],
    ['其他', '3号楼2单元501室'],
    ['其他', '张三家（村东头）'],
  ]
  it.each(refused)('is refused as a place: %s, %s', (kindText, name) => {
    expect(refuseDwelling(kindText, name)?.code).toBe('place/inhabited-dwelling')
  })

  const places: [string, string][] = [
    ['公共设施', '何家村'],
    ['公共设施', '何家村委会'],
    ['其他', '解家'],
    ['其他', '后何家'],
    ['商铺', '家具店'],
    ['商铺', '家电'],
    ['商铺', '张家饭店'],
    ['餐饮', '王府酒家'],
    ['餐饮', '李庄人家'],
    ['旅馆', '如家'],
    ['商铺', '华润万家'],
    ['商铺', '汽车之家'],
    ['餐饮', '渔村农家乐'],
    ['旅馆', '湖边民宿'],
    ['公共设施', '阳光住宅小区物业服务中心'],
    ['商铺', '诚信房屋出租中介'],
    ['养殖种植设施', '牛庄养殖专业户'],
    ['空闲院落', '张三家'],
    ['其他', '李四家空院'],
    ['空置民宅', '村北头第三排'],
    ['无人居住的住宅', '老粮站旁'],
    ['商铺', '王家小卖部'],
    ['仓库', '国家粮食储备库'],
    ['园区企业', '万家福食品厂'],
  ]
  it.each(places)('is not what this is: %s, %s', (kindText, name) => {
    expect(refuseDwelling(kindText, name)).toBeNull()
  })
})
