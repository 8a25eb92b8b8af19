import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Member, openAccount } from '../../api/members.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { newPassword } from './new-password.ts'
import { ShownOnce } from './shown-once.tsx'

type Props = { readonly member: Member; readonly onClose: () => void }

const nameShape = /^[A-Za-z0-9][A-Za-z0-9.-]{2,31}$/

/** An account with a password made by chance, shown once. */
export function AccountDialog({ member, onClose }: Props) {
  const { t } = useTranslation()
  const [userName, setUserName] = useState(member.userName ?? '')
  const [asked, setAsked] = useState(false)
  const [password] = useState(newPassword)
  const id = useRef(newId())
  const wrong = !nameShape.test(userName.trim())
  const open = useMutation({
    mutationFn: () => openAccount(member.id, { id: id.current, userName: userName.trim(), password }),
  })
  const go = () => {
    setAsked(true)
    if (!wrong && !open.isPending) open.mutate()
  }
  if (open.data) {
    return (
      <ShownOnce
        title={t('members.accountForm.doneTitle')}
        hint={t('members.accountForm.once', { name: member.name })}
        userName={open.data.userName}
        password={password}
        onClose={onClose}
      />
    )
  }
  return (
    <Modal
      open
      width={440}
      title={t('members.accountForm.title', { name: member.name })}
      okText={t('members.accountForm.save')}
      cancelText={t('words.cancel')}
      confirmLoading={open.isPending}
      onOk={go}
      onCancel={onClose}
    >
      <Field
        label={t('members.accountForm.userName')}
        hint={t('members.accountForm.userNameHint')}
        problem={asked && wrong ? t('members.accountForm.userNameWrong') : null}
      >
        <Input
          autoFocus
          aria-label={t('members.accountForm.userName')}
          maxLength={32}
          autoComplete="off"
          autoCapitalize="none"
          value={userName}
          onChange={(event) => setUserName(event.target.value)}
          onPressEnter={go}
        />
      </Field>
      {open.error && <Problem of={open.error} />}
    </Modal>
  )
}
