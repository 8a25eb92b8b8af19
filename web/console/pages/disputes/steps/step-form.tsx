import { AcceptForm } from './accept-form.tsx'
import { ConfirmationForm, InstalmentForm, NoPenaltyForm } from './after-forms.tsx'
import { AgreedForm, SignedForm } from './agreement-forms.tsx'
import { ChangeForm, LearnedForm } from './change-forms.tsx'
import type { FormProps, StepKind } from './frame.tsx'
import { IncidentForm } from './incident-form.tsx'
import { NeedForm } from './need-form.tsx'
import { FailedForm, InquiryForm, NoteForm, ReferredForm, RefusedForm } from './plain-forms.tsx'
import { RevisitForm } from './revisit-form.tsx'
import { SettleForm } from './settle-form.tsx'
import { SittingForm } from './sitting-form.tsx'

/** The small form of one step. */
export function StepForm({ kind, ...props }: FormProps & { readonly kind: StepKind }) {
  switch (kind) {
    case 'procedure-chosen':
      return <AcceptForm {...props} />
    case 'procedure-changed':
      return <ChangeForm {...props} />
    case 'learned':
      return <LearnedForm {...props} />
    case 'settled-there':
      return <SettleForm {...props} />
    case 'inquiry':
      return <InquiryForm {...props} />
    case 'sitting':
      return <SittingForm {...props} />
    case 'agreed':
      return <AgreedForm {...props} />
    case 'signed':
      return <SignedForm {...props} />
    case 'failed':
      return <FailedForm {...props} />
    case 'refused':
      return <RefusedForm {...props} />
    case 'referred':
      return <ReferredForm {...props} />
    case 'instalment':
      return <InstalmentForm {...props} />
    case 'confirmation':
      return <ConfirmationForm {...props} />
    case 'no-penalty':
      return <NoPenaltyForm {...props} />
    case 'revisited':
      return <RevisitForm {...props} />
    case 'incident-decided':
      return <IncidentForm {...props} />
    case 'need-opened':
      return <NeedForm {...props} />
    case 'withdrawn':
    case 'urged':
    case 'extended':
    case 'risk-reported':
      return <NoteForm kind={kind} {...props} />
    case 'cadre-contacted':
    case 'on-the-scene':
    case 'informed':
    case 'remedies-told':
    case 'told-of-court':
    case 'supplemented':
    case 'filed':
      return null
  }
}
