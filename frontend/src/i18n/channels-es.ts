import type { channelsEn } from "./channels-en";

export const channelsEs: typeof channelsEn = {
  none: "Aún no se avisa a nadie de las alertas. Elija dónde, y llegará un mensaje cuando algo vaya mal.",
  add: "¿Dónde se avisa de las alertas?",
  addKind: (kind: string) => `Avisar de alertas: ${kind}`,
  taken: "Ya hay un canal con este nombre.",
  nameHint: "Letras, cifras, puntos, guiones y guiones bajos",
  unknown: (name: string) => `No hay ningún canal «${name}»`,
  failing: (count: number) => (count === 1 ? "El último mensaje no fue aceptado:" : `Los últimos ${count} mensajes no fueron aceptados:`),
  again: "Próximo intento",
  nothingTold: "Aún no ha avisado de nada",
  toldAt: "Último aviso",
  removeHint: "No avisará de nada más y sus secretos se borran. Los enlaces de sus mensajes dejan de funcionar.",
  alerts: (raised: string, cleared: string) => `${raised} nuevas, ${cleared} terminadas`,
  accepted: "aceptado",
  test: "Enviar una prueba",
  which: "Qué alertas",
  breachesOnly: "Solo incumplimientos, sin advertencias",
  cleared: "Avisar también cuando una alerta termina",
  pace: "Cuántas juntas",
  hours: "Cuándo",
  hoursHint: "Fuera de estas horas calla; lo que siga abierto se avisa cuando empiezan. Sin ninguna, avisa siempre.",
  fields: { queueIds: "Colas", rules: "Reglas", gatherSeconds: "Reunir", everySeconds: "Pausa" },
  hints: {
    queueIds: "Sus identificadores, con comas; todas si está vacío",
    rules: "Como wait_sla_exceeded o el nombre de una regla, con comas; todas si está vacío",
    gatherSeconds: "Segundos que un mensaje espera a las alertas que llegan con la primera",
    everySeconds: "Segundos, como mínimo, entre dos mensajes: una tormenta hace uno",
  },
  kinds: {
    slack: {
      name: "Slack",
      line: "Mensajes en un canal de Slack.",
      fields: { url: ["URL del webhook", "De una app con Incoming Webhooks añadida al canal"] },
    },
    teams: {
      name: "Microsoft Teams",
      line: "Tarjetas en un canal de Teams, mediante un flujo de trabajo.",
      fields: { url: ["URL del flujo", "Flujos de trabajo del canal, Enviar alertas de webhook a un canal"] },
    },
    email: {
      name: "Correo",
      line: "Correos a un máximo de 50 direcciones, por el servidor de correo de la configuración de Callboard.",
      fields: { to: ["Direcciones", "Con comas"] },
    },
    webhook: {
      name: "Cualquier POST",
      line: "JSON a su medida, a cualquier dirección.",
      fields: {
        url: ["Dirección", "https://…"],
        authorization: ["Authorization", "Se envía como la cabecera de este nombre"],
        template: ["Plantilla", 'Mustache que produce JSON, como {"text": "{{title}}"}; todo como JSON si está vacío'],
      },
    },
  },
};
