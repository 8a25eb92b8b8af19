import { newId } from '@sifang/client'
import { mayEnrol } from '@sifang/domain/members'
import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveEnrolmentCode } from '../../api/devices.ts'
import { useMe } from '../../api/me.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { PersonSelect } from '../members/person-select.tsx'
import { CodeDialog } from './code-dialog.tsx'
import styles from './devices.module.css'
import { fieldLink } from './field-address.tsx'

/** Whose phone; then its code. */
export function EnrolDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { member: me } = useMe()
  const [member, setMember] = useState<{ id: string; name: string } | null>(null)
  const id = useRef(newId())
  const giving = useMutation({ mutationFn: (memberId: string) => giveEnrolmentCode(memberId, id.current) })
  if (giving.data && member) {
    return (
      <CodeDialog
        title={t('devices.enrol.codeTitle', { name: member.name })}
        given={giving.data}
        link={fieldLink(`enrol#${giving.data.code}`)}
        steps={[t('devices.enrol.step1'), t('devices.enrol.step2'), t('devices.enrol.step3')]}
        onClose={onClose}
      />
    )
  }
  return (
    <Modal
      open
      width={460}
      title={t('devices.enrol.title')}
      onCancel={onClose}
      footer={
        <div className={styles.foot}>
          <Button
            type="primary"
            disabled={member === null}
            loading={giving.isPending}
            onClick={() => member && giving.mutate(member.id)}
          >
            {t('devices.enrol.give')}
          </Button>
          <Button onClick={onClose}>{t('words.cancel')}</Button>
        </div>
      }
    >
      <Field label={t('devices.enrol.whose')} hint={t('devices.enrol.whoseHint')}>
        <PersonSelect
          label={t('devices.enrol.whose')}
          value={member?.id ?? null}
          onChange={(chosen, name) => {
            setMember({ id: chosen, name })
            // another member's code is another command
            id.current = newId()
          }}
          fits={({ id: memberId, role }) => mayEnrol({ memberId: me.id, role: me.role }, { memberId, role }) === null}
          placeholder={t('devices.enrol.choose')}
        />
      </Field>
      {giving.error && <Problem of={giving.error} />}
    </Modal>
  )
}
