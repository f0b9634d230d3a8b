/// The words that a report's pages say themselves, in the language of the report.
public struct PageWords: Sendable {
  /// A word by what it stands for.
  public enum Key: String, CaseIterable, Sendable {
    case figure, table, equation, section, chapter, chapters, previous, next, data, recipe, key, references,
      footnotes
    case note, tip, important, warning, caution
    case skip = "skip-to-text"
    case toSection = "link-to-section"
    case back = "back-to-text"
    case abstract, keywords, licence
    case missing = "figure-missing"
    case figures = "figures-and-tables"
    case mentions = "referred-to-in"
  }

  private let words: [Key: String]
  /// Whether the language is written from right to left.
  public let isRightToLeft: Bool

  /// - Parameters:
  ///   - language: as in HTML's `lang`; English where the table does not have it.
  ///   - own: words of the author's, by their keys.
  public init(language: String, own: [String: String] = [:]) {
    let base = String(language.lowercased().split { "-_".contains($0) }.first ?? "en")
    isRightToLeft = Self.rightToLeft.contains(base) && !language.lowercased().contains("latn")
    var words = Self.table(of: Self.english)
    if let other = Self.languages[base] { words.merge(Self.table(of: other)) { _, new in new } }
    for (name, word) in own { if let key = Key(rawValue: name) { words[key] = word } }
    self.words = words
  }

  /// The word for a key.
  public subscript(key: Key) -> String { words[key] ?? key.rawValue }

  /// The title of a callout.
  public subscript(callout: Callout) -> String {
    Key(rawValue: callout.rawValue).map { self[$0] } ?? callout.rawValue
  }

  private static let rightToLeft: Set = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
  ]

  private static func table(of words: [String]) -> [Key: String] {
    Dictionary(uniqueKeysWithValues: zip(Key.allCases, words))
  }

  // In the order of the keys.
  private static let english = [
    "Figure", "Table", "Equation", "Section", "Chapter", "Chapters", "Previous", "Next", "Data (CSV)",
    "How it was made", "key", "References", "Footnotes", "Note", "Tip", "Important", "Warning", "Caution",
    "Skip to the text", "Link to this section", "Back to the text", "Abstract", "Keywords", "Licence",
    "This figure is missing", "Figures and tables", "Referred to in",
  ]

  private static let languages = [
    "de": [
      "Abbildung", "Tabelle", "Gleichung", "Abschnitt", "Kapitel", "Kapitel", "Zurück", "Weiter",
      "Daten (CSV)",
      "Wie es entstand", "Schlüssel", "Literatur", "Fußnoten", "Hinweis", "Tipp", "Wichtig", "Warnung",
      "Vorsicht",
      "Zum Text springen", "Verweis auf diesen Abschnitt", "Zurück zum Text", "Zusammenfassung",
      "Schlagwörter",
      "Lizenz", "Diese Abbildung fehlt", "Abbildungen und Tabellen", "Erwähnt in",
    ],
    "fr": [
      "Figure", "Tableau", "Équation", "Section", "Chapitre", "Chapitres", "Précédent", "Suivant",
      "Données (CSV)",
      "Comment elle a été faite", "clé", "Références", "Notes", "Note", "Astuce", "Important",
      "Avertissement",
      "Attention", "Aller au texte", "Lien vers cette section", "Retour au texte", "Résumé", "Mots-clés",
      "Licence",
      "Cette figure manque", "Figures et tableaux", "Mentionnée dans",
    ],
    "es": [
      "Figura", "Tabla", "Ecuación", "Sección", "Capítulo", "Capítulos", "Anterior", "Siguiente",
      "Datos (CSV)",
      "Cómo se hizo", "clave", "Referencias", "Notas", "Nota", "Consejo", "Importante", "Advertencia",
      "Precaución",
      "Ir al texto", "Enlace a esta sección", "Volver al texto", "Resumen", "Palabras clave", "Licencia",
      "Falta esta figura", "Figuras y tablas", "Se menciona en",
    ],
    "zh": [
      "图", "表", "公式", "节", "章", "目录", "上一章", "下一章", "数据 (CSV)", "制作方法", "键", "参考文献", "脚注", "注意",
      "提示", "重要", "警告", "小心", "跳到正文", "本节链接", "返回正文", "摘要", "关键词", "许可", "此图缺失", "图表", "引用于",
    ],
    "ja": [
      "図", "表", "式", "節", "章", "目次", "前へ", "次へ", "データ (CSV)", "作成方法", "キー", "参考文献", "脚注", "注",
      "ヒント", "重要", "警告", "注意", "本文へ", "この節へのリンク", "本文に戻る", "要旨", "キーワード", "ライセンス",
      "この図はありません", "図表一覧", "言及箇所",
    ],
    "ar": [
      "الشكل", "الجدول", "المعادلة", "القسم", "الفصل", "الفصول", "السابق", "التالي", "البيانات (CSV)",
      "كيف صُنع",
      "المفتاح", "المراجع", "الحواشي", "ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه", "انتقل إلى النص",
      "رابط هذا القسم",
      "العودة إلى النص", "الملخص", "الكلمات المفتاحية", "الرخصة", "هذا الشكل مفقود", "الأشكال والجداول",
      "ذُكر في",
    ],
    "it": [
      "Figura", "Tabella", "Equazione", "Sezione", "Capitolo", "Capitoli", "Precedente", "Successivo",
      "Dati (CSV)",
      "Come è stata fatta", "chiave", "Bibliografia", "Note", "Nota", "Suggerimento", "Importante", "Avviso",
      "Attenzione", "Vai al testo", "Collegamento a questa sezione", "Torna al testo", "Sommario",
      "Parole chiave",
      "Licenza", "Questa figura manca", "Figure e tabelle", "Citata in",
    ],
    "pt": [
      "Figura", "Tabela", "Equação", "Seção", "Capítulo", "Capítulos", "Anterior", "Seguinte", "Dados (CSV)",
      "Como foi feita", "chave", "Referências", "Notas", "Nota", "Dica", "Importante", "Aviso", "Cuidado",
      "Ir para o texto", "Ligação a esta seção", "Voltar ao texto", "Resumo", "Palavras-chave", "Licença",
      "Esta figura está em falta", "Figuras e tabelas", "Mencionada em",
    ],
    "ru": [
      "Рисунок", "Таблица", "Уравнение", "Раздел", "Глава", "Главы", "Назад", "Далее", "Данные (CSV)",
      "Как это сделано", "ключ", "Литература", "Сноски", "Примечание", "Совет", "Важно", "Предупреждение",
      "Осторожно",
      "К тексту", "Ссылка на этот раздел", "Назад к тексту", "Аннотация", "Ключевые слова", "Лицензия",
      "Этого рисунка нет", "Рисунки и таблицы", "Упоминается в",
    ],
    "ko": [
      "그림", "표", "식", "절", "장", "차례", "이전", "다음", "데이터 (CSV)", "만든 방법", "키", "참고 문헌", "각주", "참고",
      "도움말", "중요", "경고", "주의", "본문으로", "이 절의 링크", "본문으로 돌아가기", "초록", "핵심어", "라이선스",
      "이 그림이 없습니다", "그림과 표", "언급된 곳",
    ],
  ]
}
