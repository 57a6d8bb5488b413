/** Collection of what changes how a call is made and shown, not what is asked for. */
export const optionsName = 'options';
