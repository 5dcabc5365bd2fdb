namespace CallControl.Crm.Contracts;

/// <summary>The enterprise's <c>customers</c>: who is behind which phone.</summary>
public interface ICustomerBook
{
    /// <summary>
    /// Writes down what a vendor knows. For each phone a row is made or changed: <c>meta.ids.&lt;vendor&gt;</c> gains the id, <c>meta.person_uid</c> is set if it is empty.
    /// Names are written where there are none, and over others when the account is primary or the names came from this source before; they spread to every row of the same
    /// person (<c>person_uid</c>, or the same id of the vendor). A name that only repeats a phone number is not written.
    /// </summary>
    /// <returns>How many rows were made or changed.</returns>
    Task<int> SaveAsync(IReadOnlyList<CustomerNames> names, CancellationToken cancellation);

    /// <returns>Null when nothing is stored for the phone.</returns>
    Task<CustomerNames?> FindAsync(PhoneNumber phone, CancellationToken cancellation);
}
