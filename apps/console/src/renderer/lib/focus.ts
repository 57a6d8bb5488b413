import type { ObjectDirective } from 'vue'

/** `v-focus`: the field takes the focus when it appears, such as on the next step of a dialog that is open. */
export const vFocus: ObjectDirective<HTMLElement> = {
  mounted(element) {
    const field = element.matches('input, textarea') ? element : element.querySelector<HTMLElement>('input, textarea')
    field?.focus()
  },
}
