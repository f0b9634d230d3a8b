import Files
import Chapters
import Figures

/// What is wrong with a file of columns, and with the options that name it or its columns.
enum ColumnComplaint: Complaint, Equatable {
  case missingFile(option: String, path: String, near: String?)
  case tooLong(file: String, bytes: Int, most: Int)
  case fault(CSVTable.Fault)
  case noColumn(String, file: String, known: [String])
  case noNumber(column: String, found: String)
  case gap(column: String)
  case notPositive(column: String, found: String, axis: String)
  case belowZero(column: String, found: String)
  case reversed(low: String, high: String)
  case noNumbers(column: String, file: String)
  case tooManyRows(count: Int, most: Int, file: String)

  var message: String {
    switch self {
    case .missingFile(let option, let path, _): "'\(option)' names the file '\(path)', which does not exist"
    case .tooLong(let file, let bytes, let most):
      "'\(file)' has \(bytes / 1_000_000) MB, more than the \(most / 1_000_000) MB of a file of columns"
    case .fault(let fault): fault.words
    case .noColumn(let name, let file, _): "'\(file)' has no column '\(name)'"
    case .noNumber(let column, let found): "column '\(column)' expects a number, found '\(found)'"
    case .gap(let column): "column '\(column)' has an empty cell where every row needs a number"
    case .notPositive(let column, let found, let axis):
      "'\(found)' of '\(column)' has no place on a logarithmic \(axis), which has positive numbers only"
    case .belowZero(let column, let found): "'\(column)' says how far off values are, and \(found) is below 0"
    case .reversed(let low, let high): "a band goes from \(low) up to \(high), which is lower"
    case .noNumbers(let column, let file): "column '\(column)' of '\(file)' has no numbers"
    case .tooManyRows(let count, let most, let file):
      "'\(file)' has \(count.counted("row")), more than the \(most) that are shown"
    }
  }

  var help: String? {
    switch self {
    case .missingFile(_, _, let near):
      "a path begins at the report's folder" + (near.map { "; did you mean '\($0)'?" } ?? "")
    case .fault(let fault): fault.remedy
    case .noColumn(let name, _, let known):
      (Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? "")
        + "(columns: \(known.joined(separator: ", ")))"
    case .noNumber: "write a number such as 0.25 or 1e-3, or leave the cell empty for a gap"
    case .gap: "fill it in, or remove the row"
    case .notPositive(_, _, let axis): "remove the row, or set '\(axis.prefix(1))-scale' to linear"
    case .belowZero: "write it without the sign"
    case .reversed: "exchange the two"
    case .noNumbers: "name another column"
    case .tooManyRows, .tooLong: "keep every tenth row, or as many as are worth showing"
    }
  }
}

extension CSVTable.Fault {
  fileprivate var words: String {
    switch self {
    case .empty: "the file has no columns"
    case .unnamedColumn(let number): "column \(number) has no name"
    case .repeatedColumn(let name): "the column '\(name)' is there twice"
    case .wrongCount(let expected, let found):
      "expected \(expected) \(expected == 1 ? "cell" : "cells") as in the first line, found \(found)"
    case .unclosedQuote: "what starts here in quotation marks is never closed"
    case .textBehindQuote: "expected a separator or the line's end behind a cell in quotation marks"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .empty: "the first line has the columns' names, divided by commas"
    case .unnamedColumn: "give it one in the first line"
    case .repeatedColumn: "give each column a name of its own"
    case .wrongCount: "put a cell with a comma in it into quotation marks, and leave what is not known empty"
    case .unclosedQuote: "close it, and write a quotation mark within a cell twice"
    case .textBehindQuote: "write a quotation mark within a cell twice"
    }
  }
}
