using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api;

/// <summary>Recognises <c>Web:ApiKeys</c>.</summary>
internal sealed class ApiKeys(IOptions<WebOptions> web)
{
    private readonly (string Name, byte[] Hash)[] _keys = [.. web.Value.ApiKeys.Select(key => (key.Name, HashOf(key.Key)))];

    public bool Any => _keys.Length > 0;

    /// <summary>Whose key it is; null when it is nobody's.</summary>
    public string? Find(string given) => Find(HashOf(given), _ => true);

    /// <summary>What may be kept to recognise a key later, without the key.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether that name still has the key with this hash.</summary>
    public bool IsKnown(string name, byte[] hash) => Find(hash, known => known == name) is not null;

    // Every key is compared whole, by hashes of one length: neither a key's length nor its place shows in the time.
    private string? Find(byte[] hash, Func<string, bool> among)
    {
        string? name = null;
        foreach (var known in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known.Hash) && among(known.Name))
                name = known.Name;
        }

        return name;
    }
}
