using System.Net;
using System.Net.Sockets;

namespace CallControl.TestKit.Processes;

/// <summary>
/// Ports that nobody else uses, also not another test process that runs at the same moment: a lock file per block of ports is held
/// for as long as the lease lives (the kernel lets it go when we die), and every port is tried before it is handed out.
/// All ports lie below the kernel's ephemeral range, so that no outgoing connection takes one meanwhile.
/// </summary>
public static class FreePort
{
    private const int First = 20000;
    private const int Last = 31999;
    private const int Block = 20;
    private static readonly List<PortLease> HeldForLife = [];

    /// <summary>One port, ours until this process ends.</summary>
    public static int Take(IPAddress? address = null)
    {
        var lease = Lease(address ?? IPAddress.Loopback, 1);
        lock (HeldForLife)
            HeldForLife.Add(lease);
        return lease.First;
    }

    /// <summary>Neighbouring ports, starting with an even one, free for both TCP and UDP.</summary>
    public static PortLease Lease(IPAddress address, int count)
    {
        var blocks = (count + Block - 1) / Block;
        var slots = (Last + 1 - First) / Block / blocks;
        var offset = Random.Shared.Next(slots);
        for (var attempt = 0; attempt < slots; attempt++)
        {
            var firstBlock = (offset + attempt) % slots * blocks;
            var first = First + firstBlock * Block;
            var locks = LockAll(firstBlock, blocks);
            if (locks is null)
                continue;
            if (Enumerable.Range(first, count).All(port => IsFree(address, port)))
                return new PortLease(first, count, locks);
            locks.ForEach(file => file.Dispose());
        }

        throw new InvalidOperationException($"No {count} free ports between {First} and {Last} on {address}.");
    }

    private static List<FileStream>? LockAll(int firstBlock, int blocks)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"callcontrol-ports-{Environment.UserName}");
        Directory.CreateDirectory(folder);
        var locks = new List<FileStream>();
        try
        {
            for (var block = firstBlock; block < firstBlock + blocks; block++)
                locks.Add(new FileStream(Path.Combine(folder, $"{First + block * Block}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return locks;
        }
        catch (IOException)
        {
            locks.ForEach(file => file.Dispose());
            return null;
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(address, port));
            using var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
