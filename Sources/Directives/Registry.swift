import FromScratch
import Pipeline
import TextToImage

/// Every directive there is.
public enum Registry {
  /// All directives, in the order of the reference.
  public static let directives =
    FromScratchDirectives.all
    + [
      AnyDirective(CompareDirective.self), AnyDirective(TableDirective.self),
      AnyDirective(PlotDirective.self),
      AnyDirective(FigureDirective.self), AnyDirective(VerificationsDirective.self),
    ] + TextToImageDirectives.all
}
