// libzip (https://libzip.org): zip files, read and written.
#include <zip.h>
