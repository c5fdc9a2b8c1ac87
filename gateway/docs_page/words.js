"use strict";
// The page's own words. Names, paths and descriptions come from the document as they are.

const WORDS = {
  ar: {
    subtitle: "وثيقة واجهة البرمجة للنافذة الموحدة",
    filter: "بحث",
    raw: "الوثيقة بصيغة OpenAPI",
    loading: "جارٍ التحميل…",
    failed: "تعذر تحميل الوثيقة.",
    other: "English",
    roles: "الأدوار",
    open: "بلا رمز دخول",
    signed: "بتوقيع مزوّد الدفع",
    parameters: "المعاملات",
    body: "محتوى الطلب",
    answers: "الأجوبة",
    example: "مثال",
    fields: "الحقول",
    required: "مطلوب",
    token: "رمز الدخول",
    tokenHint: "يبقى في هذه الصفحة فقط",
    try: "جرّب",
    send: "أرسل",
    sending: "جارٍ الإرسال…",
    noAnswer: "لم يصل جواب.",
    tags: {
      persons: "الأشخاص", households: "الأسر", services: "الخدمات",
      "service-applications": "طلبات الخدمات", documents: "الوثائق", bills: "المطالبات المالية",
      "payment-providers": "مزودو الدفع", inspections: "الزيارات التفتيشية", inspectors: "المفتشون",
      "inspection-plans": "خطط التفتيش", "corrective-actions": "الإجراءات التصحيحية",
      oversight: "الرقابة على المرخَّص لهم", licences: "الرخص", verification: "التحقق من الشهادات",
      associations: "الجمعيات والاتحادات", memberships: "عضوية الاتحادات",
      "union-elections": "انتخابات الاتحادات", grants: "المنح", cameras: "الكاميرات", "camera-viewings": "مشاهدات الكاميرات",
      "camera-incidents": "حوادث الكاميرات", "carer-families": "الأسر الراعية", cases: "حالات الأطفال",
      messages: "الرسائل", partners: "الجهات الشريكة", health: "حال النظام", problems: "معاني الرموز",
    },
    role: {
      citizen: "مواطن", clerk: "موظف استقبال", caseworker: "أخصائي حالة", inspector: "مفتش",
      supervisor: "مشرف", administrator: "مدير النظام", partner: "جهة شريكة", auditor: "مدقق",
      operator: "مشغّل", camera_operator: "مشغّل غرفة الكاميرات",
    },
  },
  en: {
    subtitle: "The single window: programming interface",
    filter: "Search",
    raw: "OpenAPI document",
    loading: "Loading…",
    failed: "The document cannot be loaded.",
    other: "العربية",
    roles: "Roles",
    open: "No token needed",
    signed: "Signed by the payment provider",
    parameters: "Parameters",
    body: "Request body",
    answers: "Answers",
    example: "Example",
    fields: "Fields",
    required: "required",
    token: "Access token",
    tokenHint: "Stays in this page only",
    try: "Try it",
    send: "Send",
    sending: "Sending…",
    noAnswer: "No answer came.",
    tags: {},
    role: {},
  },
};

let language = navigator.language.toLowerCase().startsWith("en") ? "en" : "ar";

function word(key) {
  return WORDS[language][key] ?? key;
}

function named(group, key) {
  return WORDS[language][group][key] ?? key;
}

function applyWords() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = word(element.dataset.text);
  }
  document.getElementById("language").textContent = word("other");
}
