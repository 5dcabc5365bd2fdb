using System.Security.Cryptography;
using System.Text;

namespace CallControl.ExternalPbx;

/// <summary>Our id of a call that another PBX carries: always the same for the same id there, so that nothing has to be looked up.</summary>
internal static class ExternalCallId
{
    public static Guid Of(string pbx, string id)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{pbx}\n{id}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // RFC 9562, version 8: made our own way
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
