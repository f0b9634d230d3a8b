import Chapters
import Foundation

/// Where a block finds the world outside its chapter.
public struct Surroundings: Sendable {
  /// The folder of `report.yml`; relative paths start here.
  public let reportFolder: URL
  /// The folder of the data sets.
  public let dataFolder: URL
  /// The folder of the models that were fetched.
  public let modelsFolder: URL
  /// The models that `report.yml` names.
  public let models: NamedModels
  /// What blocks have read before they run.
  public let readings = SharedReadings()

  /// The folders, and the models with names.
  public init(reportFolder: URL, dataFolder: URL, modelsFolder: URL, models: NamedModels) {
    (self.reportFolder, self.dataFolder, self.modelsFolder) = (reportFolder, dataFolder, modelsFolder)
    self.models = models
  }
}
