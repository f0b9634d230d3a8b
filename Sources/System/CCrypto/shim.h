// Digests alone (EVP_Digest*): SHA-256 of everything that is summed, SHA-1 for git's names of contents.
#include <openssl/evp.h>
