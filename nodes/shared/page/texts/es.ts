import type { Texts } from './en';

export const es: Texts = {
  title: 'Configurar el inicio de sesión en dos pasos',
  account: 'Cuenta',
  password: 'Contraseña',
  email: 'Correo electrónico',
  passwordLead: 'Introduzca la contraseña de esta cuenta para demostrar que es suya.',
  signInLead: 'Inicie sesión con su cuenta para empezar.',
  linkLead:
    'Necesita una aplicación de autenticación en su teléfono. En la mayoría de las tiendas de aplicaciones hay varias gratuitas.',
  sendLead: 'Para comprobar que esta cuenta es suya, enviaremos un código a su correo electrónico.',
  mailLead: 'Le hemos enviado un correo con un código.',
  mailCode: 'Código del correo',
  replaceLead:
    'Esta cuenta ya tiene una aplicación de autenticación. Si continúa, se sustituirá por una nueva.',
  proceed: 'Continuar',
  start: 'Empezar',
  sendCode: 'Enviar código',
  sendAgain: 'Enviar otro código',
  scanLead: 'Escanee este código QR con su aplicación de autenticación.',
  qrAlt: 'Código QR con la clave para la aplicación de autenticación',
  openApp: 'Abrir en la aplicación de autenticación',
  openHint: 'Si está en su teléfono',
  key: 'O introduzca esta clave en la aplicación',
  code: 'Código de seis dígitos',
  codeHint: 'Introduzca el código que la aplicación muestra ahora para esta cuenta.',
  verify: 'Confirmar',
  doneTitle: 'El inicio de sesión en dos pasos está activado',
  doneText:
    'A partir de ahora necesitará un código de su aplicación para iniciar sesión. Puede cerrar esta página.',
  existedTitle: 'El inicio de sesión en dos pasos ya está activado',
  existedText: 'No tiene que hacer nada más. Puede cerrar esta página.',
  recoveryTitle: 'Sus códigos de recuperación',
  recoveryText:
    'Cada uno de estos códigos le permite iniciar sesión una vez sin su aplicación. Guárdelos en un lugar seguro: solo se muestran ahora.',
  save: 'Guardar en un archivo',
  copy: 'Copiar',
  copied: 'Copiado',
  recoveryFailed: 'No se han podido crear los códigos de recuperación. Pídaselos a su administrador.',
  error: 'Error',
  codeFormat: 'Introduzca los seis dígitos que muestra la aplicación.',
  wrongCode:
    'Este código no es correcto. Espere al siguiente código de su aplicación e introdúzcalo. Si sigue fallando, compruebe que su teléfono ajusta la hora automáticamente.',
  passwordMissing: 'Introduzca su contraseña.',
  wrongPassword: 'Esta contraseña no es correcta.',
  attemptsLeft: 'Intentos restantes antes de que se bloquee la cuenta: {left}.',
  locked: 'Esta cuenta está bloqueada. Pida a su administrador que la desbloquee.',
  suspended: 'Esta cuenta está suspendida. Consulte a su administrador.',
  emailMissing: 'Introduzca su correo electrónico.',
  wrongSignIn: 'El correo electrónico o la contraseña no son correctos.',
  mailCodeMissing: 'Introduzca el código del correo.',
  wrongMailCode:
    'Este código no es correcto o ha caducado. Mire el correo más reciente o pida que se le envíe otro código.',
  expired: 'Esta página ha estado abierta demasiado tiempo. Empiece de nuevo.',
  replaced: 'Este código QR ya no es válido, quizá porque la página se abrió dos veces. Empiece de nuevo.',
  failed:
    'No ha funcionado. Inténtelo de nuevo en un momento. Si sigue fallando, avise a quien le envió este enlace.',
};
