/** The words of elements in other languages, by the languages of pages. */
export const words = {
  de: {
    waiting: 'Wartet',
    running: 'Läuft',
    reconnecting: 'Verbindet neu',
    completed: 'Fertig',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    'timed-out': 'Zeit abgelaufen',
    lost: 'Verloren',
    unauthorized: 'Nicht erlaubt',
    refused: 'Abgelehnt',
    task: 'Aufgabe',
    cancel: 'Abbrechen',
    cancelTask: (name) => `${name} abbrechen`,
    cancelFailed: 'Die Aufgabe ließ sich nicht abbrechen.',
    left: (time) => `noch ${time}`,
    errors: { cancelled: 'Die Aufgabe wurde abgebrochen.' },
  },
  'ar-EG': {
    waiting: 'قيد الانتظار',
    running: 'قيد التنفيذ',
    reconnecting: 'تتم إعادة الاتصال',
    completed: 'اكتملت',
    failed: 'فشلت',
    cancelled: 'أُلغيت',
    'timed-out': 'انتهت المهلة',
    lost: 'مفقودة',
    unauthorized: 'غير مسموح',
    refused: 'مرفوضة',
    task: 'مهمة',
    cancel: 'إلغاء',
    cancelTask: (name) => `إلغاء ${name}`,
    cancelFailed: 'تعذّر إلغاء المهمة.',
    left: (time) => `متبقٍّ ${time}`,
    errors: { cancelled: 'أُلغيت المهمة.' },
  },
};

/** The words of lists. */
export const listWords = {
  de: {
    tasks: 'Aufgaben',
    empty: 'Keine Aufgaben',
    remove: 'Entfernen',
    removeTask: (name) => `${name} entfernen`,
    removeFailed: 'Die Aufgabe ließ sich nicht entfernen.',
    loadFailed: 'Die Aufgaben ließen sich nicht laden.',
  },
  'ar-EG': {
    tasks: 'المهام',
    empty: 'لا توجد مهام',
    remove: 'إزالة',
    removeTask: (name) => `إزالة ${name}`,
    removeFailed: 'تعذّرت إزالة المهمة.',
    loadFailed: 'تعذّر تحميل المهام.',
  },
};
