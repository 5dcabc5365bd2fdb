using System.Security.Cryptography;
using System.Text;

namespace CallControl.Delivery.Outbox;

/// <summary>Ids made of what they stand for, so that the same thing found out twice, also by two replicas, has one id (RFC 9562, version 8).</summary>
internal static class EventKey
{
    public static Guid Of(Guid callId, string what) => Of($"{callId:N} {what}");

    public static Guid Of(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
