import { lineNameIn } from '@sifang/domain/policy'
import { useTranslation } from 'react-i18next'

/** What a duty's policy line is called on this page: a default line in its language, a station's own as it was typed. */
export function useLineName(): (of: { readonly lineName: string; readonly period: string | null }) => string {
  const { i18n } = useTranslation()
  return ({ lineName, period }) => lineNameIn(i18n.language === 'en' ? 'en' : 'zh', lineName, period)
}
