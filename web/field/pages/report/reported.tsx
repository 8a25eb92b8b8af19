import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { lookOf } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { CallForHelp } from '../../shell/call-duty-room.tsx'
import { Page } from '../../shell/page.tsx'
import { Whereabouts } from '../whereabouts.tsx'

type Props = { readonly id: string; readonly urgent: boolean; readonly visit: boolean }

/** It is on the phone, and where it is by now. */
export function Reported({ id, urgent, visit }: Props) {
  const { t } = useTranslation('field')
  return (
    <Page title={t('reported.title')}>
      <Whereabouts id={id} />
      {urgent && (
        <Notice kind="wrong" action={<CallForHelp />}>
          <b>{t('report.safety')}</b>
          <br />
          {t('reported.callToo')}
        </Notice>
      )}
      {visit && (
        <Link to="/" className={lookOf({ look: 'main', wide: true })}>
          {t('reported.done')}
        </Link>
      )}
      <Link to="/mine" className={lookOf({ look: visit ? 'plain' : 'main', wide: true })}>
        {t('reported.mine')}
      </Link>
      <Link to="/" className={lookOf({ wide: true })}>
        {t('shell.toToday')}
      </Link>
    </Page>
  )
}
