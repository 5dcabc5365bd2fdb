using System.Net;
using System.Net.Sockets;

namespace CallControl.Web.Visitors;

/// <summary>Whom an address stands for.</summary>
internal static class ClientAddress
{
    /// <summary>What one customer of a provider has: an IPv4 address, or a /64 of IPv6.</summary>
    public static string HouseholdOf(IPAddress? address) => Network(address, 32, 64);

    /// <summary>What is easily had as a whole: a /24 of IPv4, a /48 of IPv6.</summary>
    public static string SubnetOf(IPAddress? address) => Network(address, 24, 48);

    private static string Network(IPAddress? address, int bits4, int bits6)
    {
        if (address is null)
            return "local"; // a unix socket
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? bits4 : bits6;
        var bytes = address.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
            bytes[index] &= (byte)(0xFF << Math.Clamp(8 - (bits - (index * 8)), 0, 8));
        return $"{new IPAddress(bytes)}/{bits}";
    }
}
