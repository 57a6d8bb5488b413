throw new Error('Only src/main/electron and the preload may import electron, and no unit test imports those.')
