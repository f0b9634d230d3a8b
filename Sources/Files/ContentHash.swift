import CCrypto
import Foundation

/// A cryptographic hash over bytes that come piece by piece (FIPS 180-4), computed by OpenSSL's libcrypto: it is as fast
/// as swift-crypto's BoringSSL, and no C has to be compiled for it.
public struct ContentHash: ~Copyable {
  /// Which function.
  public enum Function {
    /// 32 bytes: everything that this program sums.
    case sha256
    /// 20 bytes: git's names of contents.
    case sha1
  }

  private let state: OpaquePointer

  /// Of nothing yet.
  public init(_ function: Function = .sha256) {
    let state = EVP_MD_CTX_new()
    let isReady = EVP_DigestInit_ex(state, function == .sha256 ? EVP_sha256() : EVP_sha1(), nil) == 1
    guard let state, isReady else { preconditionFailure("ContentHash: libcrypto has no \(function)") }
    self.state = state
  }

  /// Takes more bytes in.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(state, bytes.baseAddress, bytes.count)
  }

  /// Takes more bytes in.
  public mutating func add(_ bytes: some ContiguousBytes) { bytes.withUnsafeBytes { add($0) } }

  /// The hash of all bytes in lower-case hexadecimal.
  public consuming func finished() -> String {
    let sum = [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
      var length: UInt32 = 0
      EVP_DigestFinal_ex(state, buffer.baseAddress, &length)
      count = Int(length)
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: sum.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  deinit { EVP_MD_CTX_free(state) }
}
