import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../../language.ts'
import { Button } from '../../parts/button.tsx'

/** The other one of the two languages, by its own name. */
export function ChangeLanguage() {
  const { i18n } = useTranslation('field')
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button look="quiet" lang={other} onClick={() => void changeLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  )
}
