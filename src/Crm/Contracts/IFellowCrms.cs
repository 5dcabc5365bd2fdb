namespace CallControl.Crm.Contracts;

/// <summary>The other vendors that the same enterprise has switched on, for one that needs what they know. What the primary knows comes first.</summary>
public interface IFellowCrms
{
    /// <summary>The client's latest open deal; null when none of them knows one.</summary>
    /// <exception cref="CrmException">One of them was not reached or refused, and none of the others knows a deal.</exception>
    Task<CrmDeal?> FindDealAsync(PhoneNumber client, CancellationToken cancellation);

    /// <summary>The id by which a CRM knows the employee at an extension; null when none of them does.</summary>
    string? EmployeeIdAt(string extension);
}
