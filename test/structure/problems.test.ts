import { type ProblemText, problems } from '@sifang/domain/problems'
import { expect, test } from 'vitest'

const all: readonly (readonly [string, ProblemText])[] = Object.entries(problems)

/** Names that are written in Latin letters in Chinese texts as well. */
const latinNames = /WGS-84|GCJ-02|UTF-8|GB18030|GeoJSON|CSV|Excel|\.xlsx|\.csv|\.zip|\bMB\b/g

const codesWhere = (wrong: (problem: ProblemText, code: string) => boolean): readonly string[] =>
  all.filter(([code, problem]) => wrong(problem, code)).map(([code]) => code)

test('a code is a noun and what is wrong with it', () => {
  expect(codesWhere((_problem, code) => !/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([])
})

test('each problem says what happened and what to do, in both languages, as sentences', () => {
  const sentence = /^\S.*[.。？?]$/u
  const texts = ({ zh, en, zhDo, enDo }: ProblemText) => [zh, en, zhDo, enDo]
  expect(codesWhere((problem) => texts(problem).some((text) => !sentence.test(text)))).toEqual([])
})

test('Chinese texts have no Latin words, English ones no Chinese characters', () => {
  const latin = ({ zh, zhDo }: ProblemText) => /[A-Za-z]/.test(`${zh}${zhDo}`.replaceAll(latinNames, ''))
  const chinese = ({ en, enDo }: ProblemText) =>
    /[\p{Script=Han}，。、；：？！“”（）]/u.test(`${en}${enDo}`.replaceAll(/[“”]/g, ''))
  expect(codesWhere(latin)).toEqual([])
  expect(codesWhere(chinese)).toEqual([])
})

test('a status is one that a refusal has', () => {
  const known = new Set([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 503])
  expect(codesWhere(({ status }) => !known.has(status))).toEqual([])
})

test('nobody is blamed and no code is shown', () => {
  expect(codesWhere(({ zh, zhDo }) => /你必须|非法|错误代码|异常/.test(zh + zhDo))).toEqual([])
})
